package io.hostward.bulk.ledger;

import io.hostward.bulk.target.DatastoreNames;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Has the rows of earlier runs called as this run calls their datastores: those runs may have known
 * one by several names. Where two rows are of one place, the later one stays.
 */
final class LedgerNames {
  // One step in the index for each name, whatever the number of rows.
  private static final String NAMES =
      """
      with recursive called(name) as (
        select min(datastore) from delivery
        union all
        select (select min(datastore) from delivery where datastore > called.name)
        from called where called.name is not null)
      select name from called where name is not null
      union select datastore from folder
      """;

  /** The earlier of two rows of one place. */
  private static final String EARLIER =
      """
      (select case when (d.run, coalesce(d.held_until, 0), d.id)
          > (e.run, coalesce(e.held_until, 0), e.id) then e.id else d.id end
        from delivery d join delivery e on e.path = d.path and e.datastore = ?
        where d.datastore = ?)
      """;

  private LedgerNames() {}

  static void unify(Database database, DatastoreNames names) throws IOException {
    List<String> written =
        database.transaction(open -> open.query(NAMES).list(row -> row.getString(1)));
    for (String from : written) {
      String to = names.of(from);
      // Where several have that name, the rows may be of another one that had it alone once.
      boolean ofSeveral = to.endsWith("/" + from);
      if (!to.equals(from) && !ofSeveral) {
        database.transaction(
            open -> {
              rename(open, from, to);
              return true;
            });
      }
    }
  }

  private static void rename(Database open, String from, String to) throws SQLException {
    open.query("delete from attempt where delivery in " + EARLIER).update(to, from);
    open.query("delete from delivery where id in " + EARLIER).update(to, from);
    open.query("update or ignore folder set datastore = ? where datastore = ?").update(to, from);
    // Two temporary folders were to become one folder: the other one's files are sent again, and it
    // is deleted as one that nothing waits in.
    open.query(
            """
            update delivery set folder = null, look = 0, state = 'open'
            where folder in (select id from folder where datastore = ?)
            """)
        .update(from);
    open.query("update delivery set datastore = ? where datastore = ?").update(to, from);
    LedgerKnownFolders.makeTable(open);
    open.query("update or ignore moved_folder set datastore = ? where datastore = ?")
        .update(to, from);
  }
}
