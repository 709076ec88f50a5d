package io.hostward.vsphere.inventory;

import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Datastores that are looked for together in one reading of the names. Where that may be old, one
 * that cannot be what it was then is left, and nobody is told anything of it yet. Not for use by
 * several threads.
 */
final class LookUp {
  private final Map<DatastoreName, CompletableFuture<FoundDatastore>> asked;
  private final Map<DatastoreName, CompletableFuture<FoundDatastore>> left = new LinkedHashMap<>();
  private final InventoryTree tree;
  private final boolean mayBeOld;

  /**
   * A look-up.
   *
   * @param mayBeOld whether the tree may have been read before this was asked for
   */
  LookUp(
      Map<DatastoreName, CompletableFuture<FoundDatastore>> asked,
      InventoryTree tree,
      boolean mayBeOld) {
    this.asked = asked;
    this.tree = tree;
    this.mayBeOld = mayBeOld;
  }

  boolean mayBeOld() {
    return mayBeOld;
  }

  /** Those for which the tree seems to be too old. */
  Map<DatastoreName, CompletableFuture<FoundDatastore>> left() {
    return left;
  }

  void leaveAll() {
    left.putAll(asked);
  }

  /** What the names mean in the tree. */
  Map<DatastoreName, DatastoreFinder.Target> targets(DatastoreFinder finder) {
    Map<DatastoreName, DatastoreFinder.Target> targets = new LinkedHashMap<>();
    for (DatastoreName name : asked.keySet()) {
      try {
        targets.put(name, finder.find(tree, name.datastore(), name.datacenter()));
      } catch (VSphereException e) {
        disappoint(name, e);
      }
    }
    return targets;
  }

  /** Which datastore serves each name, by what was read of them. */
  Map<DatastoreName, DatastoreFinder.Place> places(
      Map<DatastoreName, DatastoreFinder.Target> targets,
      Map<Moref, Properties> read,
      String server) {
    Map<DatastoreName, DatastoreFinder.Place> places = new LinkedHashMap<>();
    targets.forEach(
        (name, target) -> {
          try {
            if (mayBeOld && !isAsRead(target, read)) {
              leave(name);
            } else {
              places.put(name, PodMember.choose(target, read, server));
            }
          } catch (VSphereException e) {
            disappoint(name, e);
          }
        });
    return places;
  }

  void complete(DatastoreName name, FoundDatastore found) {
    @Nullable CompletableFuture<FoundDatastore> answer = asked.get(name);
    if (answer != null) {
      answer.complete(found);
    }
  }

  private void disappoint(DatastoreName name, VSphereException failure) {
    @Nullable CompletableFuture<FoundDatastore> answer = asked.get(name);
    if (mayBeOld) {
      leave(name);
    } else if (answer != null) {
      answer.completeExceptionally(failure);
    }
  }

  private void leave(DatastoreName name) {
    @Nullable CompletableFuture<FoundDatastore> answer = asked.get(name);
    if (answer != null) {
      left.put(name, answer);
    }
  }

  /** A datastore that was removed is not told of, and has no name either. */
  private boolean isAsRead(DatastoreFinder.Target target, Map<Moref, Properties> read) {
    return target.members().stream()
        .map(DatastoreFinder.Place::datastore)
        .allMatch(
            datastore ->
                tree.isCalledAndLies(datastore, read.getOrDefault(datastore, Properties.NONE)));
  }
}
