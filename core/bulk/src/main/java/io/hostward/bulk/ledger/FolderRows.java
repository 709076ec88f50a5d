package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.HeldFolder;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.Task;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of new folders, in one run. */
final class FolderRows {
  private static final String ID = "(select id from folder where datastore = ? and path = ?)";

  private final Database database;
  private final long run;

  FolderRows(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  /** Returns the task's folder, if all that belongs into it was sent, and nothing has failed. */
  Optional<Publication> due(Database open, Task task) throws SQLException {
    NewFolder folder = task.folder().orElseThrow();
    boolean waits =
        open.query(
                "select 1 from delivery where folder = "
                    + ID
                    + " and run = ? and state in ('open', 'begun', 'failed') union all"
                    + " select 1 from incomplete where folder = "
                    + ID
                    + " limit 1")
            .first(
                row -> true,
                folder.datastore(),
                folder.path(),
                run,
                folder.datastore(),
                folder.path())
            .isPresent();
    return waits
        ? Optional.empty()
        : Optional.of(
            new Publication(
                folder, (after, most) -> files(folder, after, most), sent(open, folder)));
  }

  private Tally.Amount sent(Database open, NewFolder folder) throws SQLException {
    return open.query(
            "select count(*), total(size) from delivery where folder = "
                + ID
                + " and run = ? and state = 'sent'")
        .first(FolderRows::amount, folder.datastore(), folder.path(), run)
        .orElse(Tally.Amount.NONE);
  }

  private static Tally.Amount amount(java.sql.ResultSet row) throws SQLException {
    return new Tally.Amount(row.getLong(1), row.getLong(2));
  }

  private List<Publication.Sent> files(NewFolder folder, long after, int most) throws IOException {
    int above = folder.path().length() + 1;
    return database.transaction(
        open ->
            open.query(
                    "select id, path, size, run = ? and state = 'sent' from delivery"
                        + " where folder = "
                        + ID
                        + " and id > ? order by id limit ?")
                .list(
                    row ->
                        new Publication.Sent(
                            row.getLong(1),
                            row.getString(2).substring(above),
                            row.getLong(3),
                            row.getBoolean(4)),
                    run,
                    folder.datastore(),
                    folder.path(),
                    after,
                    most));
  }

  /** All that was sent stands under its name; the folder is one like others. */
  Tally.Amount published(Database open, NewFolder folder, Instant now) throws SQLException {
    Tally.Amount amount = sent(open, folder);
    open.query(
            """
            update delivery set state = 'arrived', held_size = size, held_modified = modified,
              held_sha256 = sha256, held_until = ?,
              held_from = (select max(begun) from attempt where delivery = delivery.id)
            where run = ? and state = 'sent' and folder = """
                + " "
                + ID)
        .update(now, run, folder.datastore(), folder.path());
    open.query("update delivery set folder = null, look = 0 where folder = " + ID)
        .update(folder.datastore(), folder.path());
    open.query("delete from folder where datastore = ? and path = ?")
        .update(folder.datastore(), folder.path());
    return amount;
  }

  /** What was sent and does not appear is left as it is, with the reason. */
  List<HeldFolder> hold(Database open, String datastore) throws SQLException {
    record Row(long id, HeldFolder held) {}
    List<Row> rows =
        open.query(
                """
                select f.id, f.path, f.temporary, count(*), total(d.size), coalesce((
                  select problem from delivery
                  where folder = f.id and run = d.run and state = 'failed'
                  order by id limit 1),
                  (select why from incomplete where folder = f.id))
                from delivery d join folder f on f.id = d.folder
                where d.run = ? and d.datastore = ? and d.state = 'sent'
                group by f.id
                """)
            .list(
                row ->
                    new Row(
                        row.getLong(1),
                        new HeldFolder(
                            new NewFolder(datastore, row.getString(2), row.getString(3)),
                            new Tally.Amount(row.getLong(4), row.getLong(5)),
                            Optional.ofNullable(row.getString(6)).orElse(""))),
                run,
                datastore);
    List<HeldFolder> held = new ArrayList<>();
    for (Row row : rows) {
      open.query("update delivery set problem = ? where folder = ? and run = ? and state = 'sent'")
          .update(
              "sent, and kept until all of its folder is there; failed: " + row.held().problem(),
              row.id(),
              run);
      held.add(row.held());
    }
    return held;
  }
}
