package io.hostward.bulk.ledger;

import io.hostward.bulk.mirror.KnownFile;
import io.hostward.bulk.mirror.KnownFolders;
import io.hostward.bulk.mirror.Place;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Folders, by the deliveries of earlier runs to them that were deleted: {@code deleted} as long as
 * the folder may be there, and {@code removed} when it is gone. One that has another name for its
 * removal is in a table of its own, which is made with the first: what is delivered to it again
 * must not make that forgotten.
 */
final class LedgerKnownFolders implements KnownFolders {
  private static final String BELOW = " and datastore = ? and path > ? and path < ?";

  private final Database database;
  private final long run;

  LedgerKnownFolders(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public List<KnownFile> deleted(Place place, String after, int most) throws IOException {
    return database.transaction(
        open ->
            open.query(
                    "select id, datastore, path, source from delivery"
                        + " where run <> ? and state = 'deleted'"
                        + BELOW
                        + " order by path limit ?")
                .list(
                    row ->
                        new KnownFile(
                            row.getLong(1),
                            new DatastorePath(row.getString(2), row.getString(3)),
                            row.getString(4),
                            0,
                            Instant.EPOCH),
                    run,
                    place.datastore(),
                    after.isEmpty() ? first(place.folder()) : after,
                    end(place.folder()),
                    most));
  }

  @Override
  public List<Moved> moved(Place place) throws IOException {
    return database.transaction(
        open -> {
          makeTable(open);
          return open.query("select path, temporary from moved_folder where true" + BELOW)
              .list(
                  row ->
                      new Moved(
                          new DatastorePath(place.datastore(), row.getString(1)),
                          new DatastorePath(place.datastore(), row.getString(2))),
                  place.datastore(),
                  first(place.folder()),
                  end(place.folder()));
        });
  }

  static void makeTable(Database open) throws SQLException {
    var unused =
        open.query(
                """
                create table if not exists moved_folder (
                  datastore text not null,
                  path text not null,
                  temporary text not null,
                  primary key (datastore, temporary)) without rowid
                """)
            .update();
  }

  @Override
  public void moving(Moved moved) throws IOException {
    var unused =
        database.transaction(
            open -> {
              makeTable(open);
              return open.query("insert into moved_folder values (?, ?, ?)")
                  .update(
                      moved.folder().datastore(), moved.folder().path(), moved.temporary().path());
            });
  }

  @Override
  public boolean isMoved(DatastorePath folder) throws IOException {
    return database.transaction(
        open -> {
          makeTable(open);
          return open.query("select 1 from moved_folder where datastore = ? and path = ?")
              .first(row -> true, folder.datastore(), folder.path())
              .isPresent();
        });
  }

  @Override
  public void back(Moved moved) throws IOException {
    var unused =
        database.transaction(
            open ->
                open.query("delete from moved_folder where datastore = ? and temporary = ?")
                    .update(moved.folder().datastore(), moved.temporary().path()));
  }

  @Override
  public void gone(DatastorePath folder) throws IOException {
    var unused =
        database.transaction(
            open ->
                open.query(
                        "update delivery set state = 'removed'"
                            + " where run <> ? and state = 'deleted'"
                            + BELOW)
                    .update(run, folder.datastore(), first(folder.path()), end(folder.path())));
  }

  private static String first(String folder) {
    return folder.isEmpty() ? "" : folder + "/";
  }

  // A zero follows a slash; the last of all characters follows all paths.
  private static String end(String folder) {
    return folder.isEmpty() ? "\uDBFF\uDFFF" : folder + "0";
  }
}
