package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.schedule.Carrier;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary folders that no delivery is kept in any more. Each stays in the ledger until it is
 * deleted on its datastore, so that a kill between leaves it to the next run.
 */
final class AbandonedFolders {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedFolders.class);

  private static final int PAGE = 1000;

  private final Database database;

  AbandonedFolders(Database database) {
    this.database = database;
  }

  /** One that is abandoned, by its number. */
  private record Row(long id, NewFolder folder) {}

  void discard(Carrier carrier) throws IOException {
    Set<String> failed = new HashSet<>();
    List<Row> page = after(0);
    while (!page.isEmpty()) {
      for (Row row : page) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        } else if (!failed.contains(row.folder().datastore())) {
          discard(row, carrier, failed);
        }
      }
      page = after(page.get(page.size() - 1).id());
    }
  }

  private void discard(Row row, Carrier carrier, Set<String> failed) throws IOException {
    try {
      carrier.discard(row.folder());
    } catch (IOException | IllegalArgumentException e) {
      // A datastore that does not answer is asked once.
      failed.add(row.folder().datastore());
      LOG.warn(
          "[{}] {}, which an earlier run has left, is not deleted; the next run tries again: {}",
          row.folder().datastore(),
          row.folder().temporary(),
          e.getMessage());
      return;
    }
    var unused =
        database.transaction(
            open -> open.query("delete from folder where id = ?").update(row.id()));
  }

  private List<Row> after(long id) throws IOException {
    return database.transaction(
        open ->
            open.query(
                    """
                    select id, datastore, path, temporary from folder
                    where id > ? and not exists (
                      select 1 from delivery where folder = folder.id)
                    order by id limit ?
                    """)
                .list(
                    row ->
                        new Row(
                            row.getLong(1),
                            new NewFolder(row.getString(2), row.getString(3), row.getString(4))),
                    id,
                    PAGE));
  }
}
