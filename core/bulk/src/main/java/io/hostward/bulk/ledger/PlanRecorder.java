package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Gap;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes a plan into the ledger. */
final class PlanRecorder {
  private static final int BATCH = 1000;

  private final Database database;
  private final DatastoreNames names;
  private final InstantSource clock;
  private final long run;
  private final PlanTotals totals = new PlanTotals();
  private final RecordedFolders folders;

  /** What the ledger has of a target already. */
  private record Known(long id, long run, String source, String state) {}

  PlanRecorder(Database database, DatastoreNames names, InstantSource clock, long run)
      throws IOException {
    this.database = database;
    this.names = names;
    this.clock = clock;
    this.run = run;
    this.folders = database.transaction(open -> RecordedFolders.of(open, run));
  }

  /** The gaps are asked for when the plan was read. */
  PlanTotals record(Iterator<Planned> plan, Supplier<Map<Gap, String>> gaps) throws IOException {
    while (plan.hasNext()) {
      database.transaction(
          open -> {
            // What a row can be copied from, the plan asks of the rows before it.
            for (int count = 0; count < BATCH && plan.hasNext(); count++) {
              record(open, plan.next());
            }
            return true;
          });
    }
    database.transaction(
        open -> {
          folders.settle(open, gaps.get());
          return true;
        });
    return totals;
  }

  private void record(Database open, Planned planned) throws SQLException, IOException {
    DatastorePath target = planned.delivery().target();
    Optional<Known> known =
        open.query("select id, run, source, state from delivery where datastore = ? and path = ?")
            .first(
                row ->
                    new Known(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                target.datastore(),
                target.path());
    if (known.isEmpty()) {
      insert(open, planned);
    } else if (known.get().run() != run) {
      settle(open, planned, known.get());
      update(open, planned, known.get().id());
    } else if (known.get().source().equals(planned.delivery().source().location())) {
      return;
    } else {
      throw new LedgerException(
          "two files are to go to "
              + target
              + called(target)
              + ": "
              + known.get().source()
              + " and "
              + planned.delivery().source().location(),
          null);
    }
    totals.add(planned);
  }

  private String called(DatastorePath target) {
    Set<String> others = names.heard(target.datastore());
    return others.isEmpty()
        ? ""
        : " ([" + target.datastore() + "] is written " + String.join(" and ", others) + " too)";
  }

  private void insert(Database open, Planned planned) throws SQLException {
    open.query(
            """
            insert into delivery (run, source, size, modified, sha256, verdict, state, round, copy,
              copy_datastore, copy_of, before_size, before_modified, problem, folder,
              datastore, path)
            values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .update(
            values(
                open,
                planned,
                planned.delivery().target().datastore(),
                planned.delivery().target().path()));
  }

  // What has the same content is what was put there, whatever time its source has now.
  private void update(Database open, Planned planned, long id) throws SQLException {
    open.query(
            """
            update delivery set run = ?1, source = ?2, size = ?3, modified = ?4, sha256 = ?5,
              verdict = ?6, state = ?7, round = 1, copy = ?8, copy_datastore = ?9, copy_of = ?10,
              before_size = ?11, before_modified = ?12, problem = ?13, folder = ?14, look = 0,
              held_modified = case when ?6 = 'SAME' and held_modified is not null then ?4
                else held_modified end
            where id = ?15
            """)
        .update(values(open, planned, id));
  }

  private Object[] values(Database open, Planned planned, Object... more) throws SQLException {
    SourceFile source = planned.delivery().source();
    Object[] values = new Object[14 + more.length];
    values[0] = run;
    values[1] = source.location();
    values[2] = source.size();
    values[3] = source.modified();
    values[4] = source.digest().map(digest -> digest.sha256());
    values[5] = planned.verdict().name();
    values[6] = state(planned.verdict());
    values[7] = planned.copyOf().isPresent();
    values[8] = planned.copyOf().map(DatastorePath::datastore);
    values[9] = planned.copyOf().map(DatastorePath::path);
    values[10] = planned.before().map(StoredFile::size);
    values[11] = planned.before().flatMap(StoredFile::modified);
    values[12] = planned.problem();
    values[13] =
        planned.folder().isPresent()
            ? Optional.of(folders.id(open, planned.folder().get()))
            : Optional.empty();
    System.arraycopy(more, 0, values, 14, more.length);
    return values;
  }

  private static String state(Verdict verdict) {
    return switch (verdict) {
      case MISSING, OTHER_SIZE, OTHER_CONTENT, NOT_COMPARED -> Schema.OPEN;
      case SAME -> Schema.THERE;
      case SENT -> Schema.SENT;
      case UNREADABLE -> Schema.FAILED;
    };
  }

  /**
   * What was under way when its run was killed either stands there now or does not; and what the
   * ledger says is there is believed only as long as the datastore does not say otherwise.
   */
  private void settle(Database open, Planned planned, Known known) throws SQLException {
    boolean same = planned.verdict() == Verdict.SAME;
    boolean sent = known.state().equals(Schema.SENT);
    if (known.state().equals(Schema.BEGUN) || (sent && same)) {
      Instant now = clock.instant();
      if (same) {
        open.query(
                """
                update delivery set held_size = size, held_sha256 = sha256, held_modified = modified,
                  held_until = ?,
                  held_from = (select max(begun) from attempt where delivery = delivery.id)
                where id = ?
                """)
            .update(now, known.id());
      }
      open.query("update attempt set ended = ?, outcome = ? where delivery = ? and outcome is null")
          .update(
              now,
              same || planned.verdict() == Verdict.SENT ? "found arrived" : "broken off",
              known.id());
      if (!sent) {
        totals.settled(same || planned.verdict() == Verdict.SENT);
      }
    }
    if (planned.verdict() == Verdict.MISSING
        || planned.verdict() == Verdict.SENT
        || planned.verdict() == Verdict.OTHER_SIZE) {
      open.query(
              "update delivery set held_size = null, held_sha256 = null, held_modified = null where id = ?")
          .update(known.id());
    }
  }
}
