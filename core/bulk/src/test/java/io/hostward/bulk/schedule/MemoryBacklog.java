package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
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
    private boolean look;

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

  /** Files that are to appear with a new folder. */
  MemoryBacklog add(NewFolder folder, int files, long bytes) {
    for (int file = 0; file < files; file++) {
      String name = folder.path() + "/" + file;
      long id = rows.size() + 1L;
      SourceFile source =
          new SourceFile(
              "/src/" + name, name, OptionalLong.of(bytes), Optional.empty(), Optional.empty());
      Delivery delivery = new Delivery(source, new DatastorePath(folder.datastore(), name));
      rows.put(
          id, new Row(new Task(id, delivery, 1, false, Optional.empty(), Optional.of(folder))));
    }
    return this;
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
        next.add(
            new Task(
                row.task.id(),
                row.task.delivery(),
                round,
                row.look,
                row.task.copyFrom(),
                row.task.folder()));
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

  @Override
  public Map<String, Tally.Amount> sent() {
    return Map.of();
  }

  @Override
  public CompletableFuture<Optional<Publication>> sent(Task task, CarryResult.Arrived how) {
    NewFolder folder = task.folder().orElseThrow();
    var unused = set(task, "begun", "sent");
    boolean waits =
        rows.values().stream()
            .filter(row -> row.task.folder().equals(task.folder()))
            .anyMatch(row -> !row.state.equals("sent"));
    return CompletableFuture.completedFuture(
        waits
            ? Optional.empty()
            : Optional.of(
                new Publication(folder, (after, most) -> List.of(), amount(sent(folder)))));
  }

  private List<Row> sent(NewFolder folder) {
    return rows.values().stream()
        .filter(row -> row.task.folder().equals(Optional.of(folder)) && row.state.equals("sent"))
        .toList();
  }

  private static Tally.Amount amount(List<Row> some) {
    return new Tally.Amount(some.size(), some.stream().mapToLong(row -> row.task.bytes()).sum());
  }

  @Override
  public CompletableFuture<Tally.Amount> published(Publication publication) {
    List<Row> arrived = sent(publication.folder());
    arrived.forEach(row -> row.state = "arrived");
    return CompletableFuture.completedFuture(amount(arrived));
  }

  @Override
  public CompletableFuture<Tally.Amount> notPublished(
      List<Long> deliveries, boolean present, int round, boolean again, String why) {
    List<Row> some = deliveries.stream().map(rows::get).toList();
    for (Row row : some) {
      row.look = present;
      row.round = again ? round + 1 : round;
      row.state = again ? "open" : "failed";
    }
    return CompletableFuture.completedFuture(amount(some));
  }

  @Override
  public CompletableFuture<List<HeldFolder>> hold(String datastore) {
    return CompletableFuture.completedFuture(
        rows.values().stream()
            .filter(row -> row.task.datastore().equals(datastore) && row.state.equals("sent"))
            .map(row -> row.task.folder().orElseThrow())
            .distinct()
            .map(folder -> new HeldFolder(folder, amount(sent(folder)), "a file failed"))
            .toList());
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
