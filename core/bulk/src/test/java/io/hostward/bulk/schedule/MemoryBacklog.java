package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A backlog and a journal without a ledger, for tests of the schedule alone. */
final class MemoryBacklog implements Backlog, Journal {
  private final Map<Long, Row> rows = new TreeMap<>();
  private long largestRead;

  private static final class Row {
    private final Task task;
    private int round = 1;
    private String state = "open";

    Row(Task task) {
      this.task = task;
    }
  }

  MemoryBacklog add(String datastore, int files, long bytes) {
    for (int file = 0; file < files; file++) {
      add(datastore + "-" + file, datastore, bytes, Optional.empty());
    }
    return this;
  }

  void add(String name, String datastore, long bytes, Optional<DatastorePath> copyFrom) {
    long id = rows.size() + 1L;
    SourceFile source =
        new SourceFile(
            "/src/" + name, name, OptionalLong.of(bytes), Optional.empty(), Optional.empty());
    Delivery delivery = new Delivery(source, new DatastorePath(datastore, name));
    rows.put(id, new Row(new Task(id, delivery, 1, false, copyFrom)));
  }

  long largestRead() {
    return largestRead;
  }

  Map<String, Integer> states() {
    Map<String, Integer> states = new HashMap<>();
    rows.values().forEach(row -> states.merge(row.state, 1, Integer::sum));
    return states;
  }

  @Override
  public Map<String, Tally> tallies() {
    Map<String, Tally> tallies = new HashMap<>();
    rows.values()
        .forEach(
            row ->
                tallies.merge(
                    row.task.datastore(),
                    new Tally(
                        new Tally.Amount(1, row.task.bytes()),
                        Tally.Amount.NONE,
                        Tally.Amount.NONE,
                        Tally.Amount.NONE),
                    Tally::plus));
    return tallies;
  }

  @Override
  public List<Task> next(String datastore, int round, boolean copies, long after, int most) {
    List<Task> next = new ArrayList<>();
    for (Row row : rows.values()) {
      if (next.size() < most
          && row.task.datastore().equals(datastore)
          && row.round == round
          && row.state.equals("open")
          && row.task.copyFrom().isPresent() == copies
          && row.task.id() > after) {
        next.add(new Task(row.task.id(), row.task.delivery(), round, false, row.task.copyFrom()));
      }
    }
    largestRead = Math.max(largestRead, next.size());
    return next;
  }

  @Override
  public List<DatastorePath> holders(Task task) {
    return rows.values().stream()
        .filter(row -> row.state.equals("arrived") || row.state.equals("there"))
        .map(row -> row.task.delivery())
        .filter(delivery -> delivery.source().equals(task.delivery().source()))
        .map(delivery -> delivery.target())
        .toList();
  }

  private CompletableFuture<Void> set(Task task, String from, String state) {
    Row row = rows.get(task.id());
    if (!row.state.equals(from)) {
      throw new AssertionError(task + " is " + row.state);
    }
    row.state = state;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> begin(Task task) {
    return set(task, "open", "begun");
  }

  @Override
  public CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how) {
    return set(task, "begun", "arrived");
  }

  @Override
  public CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again) {
    if (again) {
      rows.get(task.id()).round++;
    }
    return set(task, "begun", again ? "open" : "failed");
  }

  @Override
  public CompletableFuture<Void> left(Task task, String why) {
    return set(task, "begun", "open");
  }

  @Override
  public CompletableFuture<Tally.Amount> putOff(
      String datastore, int round, boolean again, String why) {
    Tally.Amount amount = Tally.Amount.NONE;
    for (Row row : rows.values()) {
      if (row.task.datastore().equals(datastore)
          && row.round == round
          && row.state.equals("open")) {
        amount = amount.plus(new Tally.Amount(1, row.task.bytes()));
        row.round += again ? 1 : 0;
        row.state = again ? "open" : "failed";
      }
    }
    return CompletableFuture.completedFuture(amount);
  }
}
