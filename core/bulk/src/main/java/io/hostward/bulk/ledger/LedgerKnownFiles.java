package io.hostward.bulk.ledger;

import io.hostward.bulk.mirror.KnownFile;
import io.hostward.bulk.mirror.KnownFiles;
import io.hostward.bulk.mirror.MirrorScope;
import io.hostward.bulk.mirror.Place;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier runs have put onto datastores and this run does not deliver. A file of which it is
 * not certain that it was put there, since a later run failed to replace it, is none of them.
 *
 * <p>A deletion is a state of its delivery: {@code deleting} before, {@code deleted} after. One
 * that a kill left {@code deleting} is looked at again.
 */
final class LedgerKnownFiles implements KnownFiles {
  private static final String FILES =
      """
      select id, datastore, path, source, held_size, held_until from delivery
      where run <> ? and held_size is not null and held_until is not null
        and state in ('arrived', 'there', 'deleting') and datastore = ?
      """;

  private final Database database;
  private final long run;
  private boolean folded;

  LedgerKnownFiles(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public List<KnownFile> page(Place place, String after, int most) throws IOException {
    // A zero follows a slash: what is between is below the folder.
    String first = place.folder().isEmpty() ? "" : place.folder() + "/";
    String from = after.isEmpty() ? first : after;
    return place.folder().isEmpty()
        ? database.transaction(
            open ->
                open.query(FILES + " and path > ? order by path limit ?")
                    .list(LedgerKnownFiles::file, run, place.datastore(), from, most))
        : database.transaction(
            open ->
                open.query(FILES + " and path > ? and path < ? order by path limit ?")
                    .list(
                        LedgerKnownFiles::file,
                        run,
                        place.datastore(),
                        from,
                        place.folder() + "0",
                        most));
  }

  @Override
  public Optional<KnownFile> find(DatastorePath target) throws IOException {
    return database.transaction(
        open ->
            open.query(FILES + " and path = ?")
                .first(LedgerKnownFiles::file, run, target.datastore(), target.path()));
  }

  private static KnownFile file(ResultSet row) throws SQLException {
    return new KnownFile(
        row.getLong(1),
        new DatastorePath(row.getString(2), row.getString(3)),
        row.getString(4),
        row.getLong(5),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  @Override
  public boolean isTarget(DatastorePath path) throws IOException {
    return database.transaction(
        open -> {
          if (!folded) {
            open.function("folded", LedgerKnownFiles::folded);
            open.query(
                    """
                    create temp table target (
                      datastore text, path text, primary key (datastore, path)) without rowid
                    """)
                .update();
            open.query(
                    """
                    insert or ignore into target
                    select datastore, folded(path) from delivery where run = ?
                    """)
                .update(run);
            folded = true;
          }
          return open.query("select 1 from target where datastore = ? and path = ?")
              .first(row -> true, path.datastore(), folded(path.path()))
              .isPresent();
        });
  }

  // SQLite knows the capitals of ASCII alone. What some datastores take for the same is the same
  // here; that they do not is no harm.
  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, Long> delivered(String source) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    database.transaction(
        open -> {
          open.query(
                  """
                  select datastore, count(*) from delivery
                  where run = ? and source > ? and source < ? group by datastore
                  """)
              .each(
                  row -> counts.put(row.getString(1), row.getLong(2)),
                  run,
                  MirrorScope.below(source),
                  end(source));
          return true;
        });
    return counts;
  }

  @Override
  public List<String> witnesses(String source, int most) throws IOException {
    return database.transaction(
        open ->
            open.query(
                    """
                    select distinct source from delivery
                    where run = ? and source > ? and source < ? limit ?
                    """)
                .list(row -> row.getString(1), run, MirrorScope.below(source), end(source), most));
  }

  /** Returns what follows all locations below a folder. */
  private static String end(String source) {
    String below = MirrorScope.below(source);
    int last = below.length() - 1;
    return below.substring(0, last) + (char) (below.charAt(last) + 1);
  }

  @Override
  public void deleting(KnownFile file) throws IOException {
    var unused =
        database.transaction(
            open ->
                open.query("update delivery set state = 'deleting', problem = '' where id = ?")
                    .update(file.id()));
  }

  @Override
  public void deleted(KnownFile file) throws IOException {
    var unused =
        database.transaction(
            open ->
                open.query(
                        """
                        update delivery set state = 'deleted', problem = '', held_size = null,
                          held_sha256 = null, held_modified = null
                        where id = ?
                        """)
                    .update(file.id()));
  }

  @Override
  public void notDeleted(KnownFile file, String why) throws IOException {
    var unused =
        database.transaction(
            open ->
                open.query("update delivery set state = 'arrived', problem = ? where id = ?")
                    .update(why, file.id()));
  }
}
