package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.KnownContents;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What earlier runs, and this one so far, tell of contents. */
final class LedgerContents implements KnownContents {
  /** How far a datastore's clock may be from ours. */
  private static final long SKEW = Duration.ofMinutes(10).toMillis();

  private final Database database;
  private final long run;

  LedgerContents(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public Optional<ContentDigest> stored(DatastorePath target, StoredFile there) throws IOException {
    if (there.modified().isEmpty()) {
      return Optional.empty();
    }
    long modified = Query.millis(there.modified().get());
    return database.transaction(
        open ->
            open
                .query(
                    """
                    select held_size, held_sha256, held_from, held_until from delivery
                    where datastore = ? and path = ? and held_sha256 is not null
                    union all
                    select d.size, d.sha256, a.begun, a.begun + 86400000
                    from delivery d join attempt a on a.delivery = d.id and a.outcome is null
                    where d.datastore = ? and d.path = ? and d.state = 'begun'
                      and d.sha256 is not null
                      and (d.before_size is null or d.before_modified is not ?)
                    """)
                .list(
                    row ->
                        row.getLong(1) == there.size()
                                && modified >= row.getLong(3) - SKEW
                                && modified <= row.getLong(4) + SKEW
                            ? row.getString(2)
                            : "",
                    target.datastore(),
                    target.path(),
                    target.datastore(),
                    target.path(),
                    modified)
                .stream()
                .filter(digest -> !digest.isEmpty())
                .findFirst()
                .map(ContentDigest::new));
  }

  // What a manifest said of a file that never arrived was never compared with it.
  @Override
  public Optional<ContentDigest> local(SourceFile source) throws IOException {
    return database.transaction(
        open ->
            open.query(
                    """
                    select sha256 from delivery
                    where source = ? and size = ? and modified = ? and sha256 is not null
                      and (run = ? or held_sha256 = sha256) limit 1
                    """)
                .first(
                    row -> new ContentDigest(row.getString(1)),
                    source.location(),
                    source.size(),
                    source.modified(),
                    run));
  }

  @Override
  public Optional<Holder> holder(Delivery delivery) throws IOException {
    SourceFile source = delivery.source();
    String datastore = delivery.target().datastore();
    String path = delivery.target().path();
    return database.transaction(
        open -> {
          Optional<Holder> holder =
              open.query(
                      """
                      select path, 1 from delivery
                      where source = ? and datastore = ? and size = ? and modified = ?
                        and run = ? and state = 'open' and copy = 0 and path <> ? limit 1
                      """)
                  .first(
                      row -> holder(datastore, row),
                      source.location(),
                      datastore,
                      source.size(),
                      source.modified(),
                      run,
                      path);
          if (holder.isPresent() || source.digest().isEmpty()) {
            return holder;
          }
          return open.query(
                  """
                  select * from (
                    select path, 1 from delivery
                    where datastore = ? and sha256 = ? and size = ?
                      and run = ? and state = 'open' and copy = 0 and path <> ? limit 1)
                  union all
                  select * from (
                    select path, 0 from delivery
                    where datastore = ? and held_sha256 = ? and held_size = ? and path <> ? limit 1)
                  """)
              .first(
                  row -> holder(datastore, row),
                  datastore,
                  source.digest().get().sha256(),
                  source.size(),
                  run,
                  path,
                  datastore,
                  source.digest().get().sha256(),
                  source.size(),
                  path);
        });
  }

  @Override
  public List<DatastorePath> origins(Delivery delivery) throws IOException {
    SourceFile source = delivery.source();
    String datastore = delivery.target().datastore();
    return database.transaction(
        open ->
            open.query(
                    """
                    select * from (
                      select datastore, path from delivery
                      where source = ? and size = ? and modified = ? and run = ? and state = 'open'
                        and copy = 0 and datastore <> ? limit 16)
                    union all
                    select * from (
                      select datastore, path from delivery
                      where source = ? and held_modified is not null and held_modified = ?
                        and held_size = ? and run = ? and state = 'there' and datastore <> ?
                      limit 16)
                    """)
                .list(
                    row -> new DatastorePath(row.getString(1), row.getString(2)),
                    source.location(),
                    source.size(),
                    source.modified(),
                    run,
                    datastore,
                    source.location(),
                    source.modified(),
                    source.size(),
                    run,
                    datastore));
  }

  @Override
  public Optional<KnownFolder> newFolder(String datastore, String folder) throws IOException {
    return database.transaction(
        open -> {
          for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
            Optional<KnownFolder> above = folder(open, datastore, folder.substring(0, end));
            if (above.isPresent()) {
              return above;
            }
          }
          return folder(open, datastore, folder);
        });
  }

  private Optional<KnownFolder> folder(Database open, String datastore, String path)
      throws SQLException {
    return open.query(
            """
            select temporary, not exists (
              select 1 from delivery where folder = folder.id and run <> ?)
            from folder where datastore = ? and path = ?
            """)
        .first(
            row ->
                new KnownFolder(
                    new NewFolder(datastore, path, row.getString(1)), row.getBoolean(2)),
            run,
            datastore,
            path);
  }

  @Override
  public boolean isSent(Delivery delivery, NewFolder folder) throws IOException {
    SourceFile source = delivery.source();
    return database.transaction(
        open ->
            open
                .query(
                    """
                    select sha256 from delivery
                    where datastore = ? and path = ? and source = ? and size = ? and modified = ?
                      and (state = 'sent' or look = 1)
                      and folder = (select id from folder where datastore = ? and temporary = ?)
                    """)
                .list(
                    row -> Optional.ofNullable(row.getString(1)),
                    delivery.target().datastore(),
                    delivery.target().path(),
                    source.location(),
                    source.size(),
                    source.modified(),
                    folder.datastore(),
                    folder.temporary())
                .stream()
                .anyMatch(
                    digest ->
                        digest.isEmpty()
                            || source.digest().isEmpty()
                            || digest.get().equals(source.digest().get().sha256())));
  }

  // What an earlier run planned may stand there whatever came of it: that time counts as well. And
  // what was to be replaced, and was not as far as is known, is to be replaced still.
  @Override
  public boolean isOfOtherTime(Delivery delivery) throws IOException {
    Optional<Instant> modified = delivery.source().modified();
    if (modified.isEmpty()) {
      return false;
    }
    return database.transaction(
        open ->
            open.query(
                    """
                    select 1 from delivery
                    where datastore = ? and path = ?
                      and (held_modified <> ? or modified <> ?
                        or (verdict = 'OTHER_CONTENT' and state not in ('arrived', 'there')))
                    """)
                .first(
                    row -> true,
                    delivery.target().datastore(),
                    delivery.target().path(),
                    modified.get(),
                    modified.get())
                .isPresent());
  }

  private static Holder holder(String datastore, ResultSet row) throws SQLException {
    return new Holder(new DatastorePath(datastore, row.getString(1)), row.getBoolean(2));
  }
}
