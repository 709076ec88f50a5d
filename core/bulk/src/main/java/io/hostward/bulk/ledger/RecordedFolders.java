package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Gap;
import io.hostward.bulk.delivery.NewFolder;
import java.sql.SQLException;
import java.util.Map;

/** The new folders of a plan, as they are written down. Not thread-safe. */
final class RecordedFolders {
  private final long run;

  /** The last number of those that were there before the plan. */
  private final long before;

  private NewFolder last = new NewFolder("", "", "");
  private long lastId;

  RecordedFolders(long run, long before) {
    this.run = run;
    this.before = before;
  }

  static RecordedFolders of(Database open, long run) throws SQLException {
    long before =
        open.query("select coalesce(max(id), 0) from folder")
            .first(row -> row.getLong(1))
            .orElseThrow();
    return new RecordedFolders(run, before);
  }

  /** Returns a folder's number. */
  long id(Database open, NewFolder folder) throws SQLException {
    if (!folder.equals(last)) {
      open.query("insert or ignore into folder (datastore, path, temporary) values (?, ?, ?)")
          .update(folder.datastore(), folder.path(), folder.temporary());
      lastId =
          open.query("select id from folder where datastore = ? and path = ?")
              .first(row -> row.getLong(1), folder.datastore(), folder.path())
              .orElseThrow();
      last = folder;
    }
    return lastId;
  }

  /**
   * The plan is whole, but for its gaps: a folder with one is held. A file that is the only one of
   * its folder appears by itself. Of a folder to which nothing is to be sent any more one is
   * carried again: that finds its file where it is, and has the folder published. A folder that
   * this plan has made and nothing goes to any more is forgotten; one of an earlier run is
   * {@linkplain AbandonedFolders deleted} before.
   */
  void settle(Database open, Map<Gap, String> gaps) throws SQLException {
    IncompleteFolders.record(open, gaps);
    open.query(
            """
            update delivery set folder = null
            where run = ? and state = 'open' and folder in (
              select folder from delivery where folder > ?
              group by folder having count(*) = 1)
              and folder not in (select folder from incomplete)
            """)
        .update(run, before);
    open.query(
            """
            update delivery set state = 'open', look = 1
            where id in (
              select min(id) from delivery where folder is not null and run = ?
              group by folder
              having sum(state <> 'sent') = 0)
            """)
        .update(run);
    open.query(
            "delete from folder where id > ?"
                + " and not exists (select 1 from delivery where folder = folder.id)")
        .update(before);
  }
}
