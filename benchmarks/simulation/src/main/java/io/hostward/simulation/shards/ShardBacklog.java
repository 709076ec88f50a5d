package io.hostward.simulation.shards;

import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.Backlog;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Journal;
import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What one shard has to do, in memory; nothing fails here, and so nothing comes again. */
final class ShardBacklog implements Backlog, Journal {
  private final Map<String, List<Task>> tasks = new HashMap<>();

  void add(Task task) {
    tasks.computeIfAbsent(task.datastore(), name -> new ArrayList<>()).add(task);
  }

  @Override
  public Map<String, Tally> tallies() {
    Map<String, Tally> tallies = new HashMap<>();
    tasks.forEach(
        (datastore, all) -> {
          long bytes = all.stream().mapToLong(Task::bytes).sum();
          tallies.put(
              datastore,
              new Tally(
                  new Tally.Amount(all.size(), bytes),
                  Tally.Amount.NONE,
                  Tally.Amount.NONE,
                  Tally.Amount.NONE));
        });
    return tallies;
  }

  @Override
  public List<Task> next(String datastore, int round, boolean copies, long after, int most) {
    if (round > 1 || copies) {
      return List.of();
    }
    // Ids of a datastore are the places in its list, from 1.
    List<Task> all = tasks.getOrDefault(datastore, List.of());
    int from = Math.toIntExact(after);
    return all.subList(from, Math.min(all.size(), from + most));
  }

  @Override
  public List<DatastorePath> holders(Task task) {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> begin(Task task) {
    return written();
  }

  @Override
  public CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how) {
    return written();
  }

  @Override
  public CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again) {
    throw new IllegalStateException(task + " failed: " + why);
  }

  @Override
  public CompletableFuture<Void> left(Task task, String why) {
    throw new IllegalStateException(task + " was left: " + why);
  }

  @Override
  public CompletableFuture<Tally.Amount> putOff(
      String datastore, int round, boolean again, String why) {
    throw new IllegalStateException(datastore + " was put off: " + why);
  }

  // What NullAway knows of no annotation for: a future of Void completes with null.
  @SuppressWarnings("NullAway")
  private static CompletableFuture<Void> written() {
    return CompletableFuture.completedFuture(null);
  }
}
