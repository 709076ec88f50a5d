package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.upload.FolderPublisher;
import io.hostward.bulk.upload.TreeStore;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A datastore that outlives any process, and a carrier that publishes folders on it in earnest.
 * Every call may be the process's last, before or after it did its work, and some answers get lost.
 * After every step it is seen that no reader could have seen a part of a folder.
 */
final class FolderWorld implements Carrier {
  static final String NAME = "ds";

  /** The topmost folders that are not there. */
  private static final List<String> TOPS = List.of("new", "there/a", "there/b");

  final TreeStore store = new TreeStore(NAME);

  /** What this process has still to do; dies with it. */
  final List<Runnable> pending = new ArrayList<>();

  private final Random random;
  private int failures;
  private final List<Delivery> wanted = new ArrayList<>();
  private final Set<String> foreign = new HashSet<>();
  private final Set<String> published = new HashSet<>();
  private final Set<String> sentAgain = new HashSet<>();
  private Set<String> delivered = Set.of();
  private int sends;
  private int failed;
  private int untilKill = Integer.MAX_VALUE;
  private boolean planning;
  private boolean lost;
  private boolean dropped;

  FolderWorld(Random random, int files, int failures) {
    this.random = random;
    this.failures = failures;
    store.addFolder("there");
    store.calls(this::heard);
    for (int n = 0; n < files; n++) {
      long size = 1 + random.nextInt(5);
      SourceFile source =
          new SourceFile(
              "/src/f" + n,
              "f" + n,
              OptionalLong.of(size),
              Optional.of(Instant.EPOCH),
              Optional.empty());
      String folder =
          List.of("new", "new/x", "new/x/y", "there/a", "there/b/c", "there")
              .get(random.nextInt(6));
      wanted.add(new Delivery(source, new DatastorePath(NAME, folder + "/f" + n)));
    }
  }

  List<Delivery> wanted() {
    return wanted;
  }

  int sends() {
    return sends;
  }

  /** Begins a process whose ledger has these as sent, or arrived. */
  void begin(Set<String> paths) {
    delivered = paths;
  }

  /** Those that were sent once more though the ledger had them. */
  Set<String> sentAgain() {
    return sentAgain;
  }

  int failed() {
    return failed;
  }

  /** Whether an answer of the server was lost. */
  boolean lostAnswers() {
    return lost;
  }

  /** Somebody else makes one of the folders, with a file in it. */
  void meddle() {
    String top = TOPS.get(random.nextInt(TOPS.size()));
    foreign.add(top);
    store.put((top.equals("there/b") ? "there/b/c" : top) + "/theirs", 1);
  }

  /** Files may be seen one by one: by the wish of whoever runs it. */
  void fileByFile() {
    foreign.addAll(TOPS);
  }

  /** Nothing fails any more. */
  void calm() {
    failures = 0;
    untilKill = Integer.MAX_VALUE;
  }

  /** Whether a source is gone: what was sent of it may wait for a run that has it again. */
  boolean hasDropped() {
    return dropped;
  }

  /** A source is gone. */
  void drop() {
    if (!wanted.isEmpty()) {
      dropped = true;
      Delivery dropped = wanted.remove(random.nextInt(wanted.size()));
      if (isWhole(dropped)) {
        published.add(dropped.target().path());
      }
    }
  }

  void killAfter(int calls) {
    untilKill = calls;
  }

  boolean isWhole(Delivery delivery) {
    return Optional.ofNullable(store.files().get(delivery.target().path()))
        .equals(Optional.of(delivery.source().size().getAsLong()));
  }

  /** Plans are made by several threads: nothing is left to chance meanwhile. */
  void planning(boolean now) {
    planning = now;
  }

  private void heard(String call, boolean before) throws VSphereException {
    if (planning) {
      return;
    }
    requireNoPart();
    if (--untilKill < 0) {
      throw new SteppedRuns.Killed();
    } else if (random.nextInt(100) < failures / 4) {
      lost = true;
      throw new VSphereException(Kind.NO_ANSWER, call + ": no answer", null);
    }
  }

  /** All or nothing, but for folders that somebody else has made. */
  void requireNoPart() {
    for (String top : TOPS) {
      if (foreign.contains(top) || !store.isFolder(top)) {
        continue;
      }
      List<Delivery> below =
          wanted.stream().filter(file -> file.target().path().startsWith(top + "/")).toList();
      if (below.size() > 1 && !below.stream().allMatch(this::isWhole)) {
        throw new AssertionError("a part of " + top + " can be seen: " + store.files());
      }
      Set<String> others = new HashSet<>(store.files().keySet());
      others.removeIf(path -> !path.startsWith(top + "/"));
      below.forEach(file -> others.remove(file.target().path()));
      others.removeAll(published);
      if (!others.isEmpty() && below.size() > 1) {
        throw new AssertionError("what nobody wants has appeared: " + others);
      }
    }
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    CompletableFuture<CarryResult> future = new CompletableFuture<>();
    pending.add(() -> begin(task, future));
    return future;
  }

  private void begin(Task task, CompletableFuture<CarryResult> future) {
    if (task.lookFirst()
        && (isThere(task.place(), task) || isThere(task.delivery().target(), task))) {
      future.complete(new CarryResult.Arrived("", true, Optional.empty()));
      return;
    }
    sends++;
    if (delivered.contains(task.delivery().target().path())) {
      sentAgain.add(task.delivery().target().path());
    }
    if (task.folder().isPresent()) {
      // In place: a part stands there first.
      store.put(task.place().path(), 0);
    }
    pending.add(() -> finish(task, future));
  }

  private boolean isThere(DatastorePath path, Task task) {
    return Optional.ofNullable(store.files().get(path.path())).equals(Optional.of(task.bytes()));
  }

  private void finish(Task task, CompletableFuture<CarryResult> future) {
    if (random.nextInt(100) < failures) {
      failed++;
      FailureDomain domain = random.nextBoolean() ? FailureDomain.HOST : FailureDomain.REQUEST;
      pending.add(() -> future.complete(new CarryResult.Failed(domain, "no", "h")));
      return;
    }
    store.put(task.place().path(), task.bytes());
    requireNoPart();
    pending.add(() -> future.complete(new CarryResult.Arrived("h", false, Optional.empty())));
  }

  @Override
  public void discard(NewFolder folder) throws IOException {
    new FolderPublisher(store).discard(folder);
  }

  @Override
  public CompletableFuture<PublishResult> publish(Publication publication) {
    CompletableFuture<PublishResult> future = new CompletableFuture<>();
    pending.add(
        () -> {
          try {
            PublishResult result = new FolderPublisher(store).publish(publication);
            pending.add(() -> future.complete(result));
          } catch (IOException e) {
            pending.add(() -> future.completeExceptionally(e));
          }
        });
    return future;
  }
}
