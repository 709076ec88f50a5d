package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.bulk.schedule.Backlog;
import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one run has yet to do, by its rows. */
final class LedgerBacklog implements Backlog {
  private final Database database;
  private final long run;

  LedgerBacklog(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public Map<String, Tally> tallies() throws IOException {
    Map<String, Tally> tallies = new HashMap<>();
    database.transaction(
        open -> {
          open.query(
                  """
                  select datastore, state, count(*), total(size) from delivery
                  where run = ? group by datastore, state
                  """)
              .each(
                  row ->
                      tallies.merge(
                          row.getString(1),
                          tally(row.getString(2), new Amount(row.getLong(3), row.getLong(4))),
                          Tally::plus),
                  run);
          return true;
        });
    return tallies;
  }

  private static Tally tally(String state, Amount amount) {
    return switch (state) {
      case Schema.THERE -> new Tally(amount, amount, Amount.NONE, Amount.NONE);
      case Schema.ARRIVED -> new Tally(amount, Amount.NONE, amount, Amount.NONE);
      case Schema.FAILED -> new Tally(amount, Amount.NONE, Amount.NONE, amount);
      default -> new Tally(amount, Amount.NONE, Amount.NONE, Amount.NONE);
    };
  }

  @Override
  public List<Task> next(String datastore, int round, boolean copies, long after, int most)
      throws IOException {
    // A copy's origin on the same datastore must have arrived by now; otherwise the file is sent.
    // One
    // on another datastore is waited for, by the schedule.
    return database.transaction(
        open ->
            open.query(
                    """
                    select d.id, d.source, d.size, d.modified, d.sha256, d.path,
                      d.verdict = 'NOT_COMPARED' or d.look, o.datastore, o.path,
                      f.path, f.temporary, k.path, k.temporary
                    from delivery d left join delivery o
                      on o.datastore = d.copy_datastore and o.path = d.copy_of
                        and (o.run <> d.run or o.datastore <> d.datastore
                          or o.state in ('arrived', 'there', 'sent'))
                      left join folder f on f.id = d.folder
                      left join folder k on k.id = o.folder and o.state = 'sent'
                    where d.datastore = ? and d.round = ? and d.copy = ? and d.state = 'open'
                      and d.run = ? and d.id > ?
                    order by d.id limit ?
                    """)
                .list(
                    row -> task(row, datastore, round),
                    datastore,
                    round,
                    copies,
                    run,
                    after,
                    most));
  }

  private static Task task(ResultSet row, String datastore, int round) throws SQLException {
    String source = row.getString(2);
    long size = row.getLong(3);
    boolean measured = !row.wasNull();
    long modified = row.getLong(4);
    boolean dated = !row.wasNull();
    SourceFile file =
        new SourceFile(
            source,
            SourceFile.nameOf(source),
            measured ? OptionalLong.of(size) : OptionalLong.empty(),
            dated ? Optional.of(Instant.ofEpochMilli(modified)) : Optional.empty(),
            Optional.ofNullable(row.getString(5)).map(ContentDigest::new));
    return new Task(
        row.getLong(1),
        new Delivery(file, new DatastorePath(datastore, row.getString(6))),
        round,
        row.getBoolean(7),
        copyFrom(row),
        folder(datastore, row.getString(10), row.getString(11)));
  }

  private static Optional<DatastorePath> copyFrom(ResultSet row) throws SQLException {
    String path = row.getString(9);
    return path == null
        ? Optional.empty()
        : Optional.of(
            place(
                new DatastorePath(row.getString(8), path),
                folder(row.getString(8), row.getString(12), row.getString(13))));
  }

  private static Optional<NewFolder> folder(
      String datastore, @Nullable String path, @Nullable String temporary) {
    return path == null || temporary == null
        ? Optional.empty()
        : Optional.of(new NewFolder(datastore, path, temporary));
  }

  private static DatastorePath place(DatastorePath target, Optional<NewFolder> keptIn) {
    return keptIn.map(folder -> folder.placeOf(target)).orElse(target);
  }

  @Override
  public Map<String, Amount> sent() throws IOException {
    Map<String, Amount> sent = new HashMap<>();
    database.transaction(
        open -> {
          open.query(
                  """
                  select datastore, count(*), total(size) from delivery
                  where run = ? and state = 'sent' group by datastore
                  """)
              .each(
                  row -> sent.put(row.getString(1), new Amount(row.getLong(2), row.getLong(3))),
                  run);
          return true;
        });
    return sent;
  }

  @Override
  public List<DatastorePath> holders(Task task) throws IOException {
    SourceFile source = task.delivery().source();
    return database.transaction(
        open ->
            open.query(
                    """
                    select datastore, path, null, null from delivery
                    where source = ? and held_modified is not null and held_modified = ?
                      and held_size = ? and run = ? and state in ('arrived', 'there')
                    union all
                    select d.datastore, d.path, f.path, f.temporary
                    from delivery d join folder f on f.id = d.folder
                    where d.source = ? and d.state = 'sent' and d.modified = ? and d.size = ?
                      and d.run = ?
                    """)
                .list(
                    row ->
                        place(
                            new DatastorePath(row.getString(1), row.getString(2)),
                            folder(row.getString(1), row.getString(3), row.getString(4))),
                    source.location(),
                    source.modified(),
                    source.size(),
                    run,
                    source.location(),
                    source.modified(),
                    source.size(),
                    run));
  }
}
