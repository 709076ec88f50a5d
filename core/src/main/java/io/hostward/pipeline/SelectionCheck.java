package io.hostward.pipeline;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a policy's answer right, and says so in its notes: policies may be an application's code.
 * What comes out names each host of the snapshot once and no other, and ranks none that is
 * unusable. Used for one answer.
 */
final class SelectionCheck {
  private final Selection answer;
  private final Map<HostId, Mounted> hosts = new LinkedHashMap<>();
  private final Map<HostId, RankedHost> ranked = new LinkedHashMap<>();
  private final Map<HostId, Rejection> refused = new LinkedHashMap<>();
  private final List<String> notes;

  /**
   * A host that mounts the datastore.
   *
   * @param unusable why it is; one that mounts several times is usable if one of its mounts is
   */
  private record Mounted(HostSnapshot host, int mounts, Optional<String> unusable) {
    static Mounted by(Mount mount) {
      return new Mounted(mount.host(), 1, mount.unusable());
    }

    Mounted and(Mounted other) {
      return new Mounted(
          host, mounts + other.mounts, unusable.isEmpty() ? unusable : other.unusable);
    }
  }

  private SelectionCheck(InventorySnapshot snapshot, Selection answer) {
    this.answer = answer;
    this.notes = new ArrayList<>(answer.notes());
    for (Mount mount : snapshot.mounts()) {
      hosts.merge(mount.host().id(), Mounted.by(mount), Mounted::and);
    }
  }

  static Selection of(InventorySnapshot snapshot, Selection answer) {
    return new SelectionCheck(snapshot, answer).checked();
  }

  private Selection checked() {
    answer.refused().stream()
        .filter(rejection -> isKnown(rejection.host()))
        .forEach(rejection -> refused.putIfAbsent(rejection.host().id(), rejection));
    Map<HostId, Integer> times = new HashMap<>();
    for (RankedHost host : answer.ranked()) {
      if (isKnown(host.host())) {
        ranked.putIfAbsent(host.host().id(), host);
        times.merge(host.host().id(), 1, Integer::sum);
      }
    }
    hosts.forEach((id, mounted) -> settle(id, mounted, times.getOrDefault(id, 0)));
    return new Selection(
        answer.policy(),
        List.copyOf(ranked.values()),
        List.copyOf(refused.values()),
        answer.relay(),
        notes);
  }

  private boolean isKnown(HostSnapshot host) {
    if (hosts.containsKey(host.id())) {
      return true;
    }
    note("named " + host + ", which does not mount the datastore: it is passed over");
    return false;
  }

  private void settle(HostId id, Mounted mounted, int times) {
    HostSnapshot host = mounted.host();
    if (times > mounted.mounts()) {
      note("ranked " + host + " more than once: its best place counts");
    }
    if (times == 0 && !refused.containsKey(id)) {
      note("neither ranked nor refused " + host + ": it is refused");
      refused.put(id, new Rejection(host, "the policy neither ranked nor refused it"));
    } else if (times > 0 && mounted.unusable().isPresent()) {
      note("ranked " + host + ", which is unusable: " + mounted.unusable().get());
      ranked.remove(id);
      refused.put(id, new Rejection(host, mounted.unusable().get()));
    } else if (times > 0 && refused.containsKey(id) && mounted.mounts() == 1) {
      note("both ranked and refused " + host + ": it is refused");
      ranked.remove(id);
    } else if (times > 0) {
      refused.remove(id);
    }
  }

  private void note(String what) {
    notes.add("the policy " + what);
  }
}
