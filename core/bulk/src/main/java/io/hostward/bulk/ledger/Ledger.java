package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Gap;
import io.hostward.bulk.mirror.KnownFiles;
import io.hostward.bulk.mirror.KnownFolders;
import io.hostward.bulk.plan.KnownContents;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Backlog;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.Journal;
import io.hostward.bulk.target.DatastoreNames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The ledger of runs, and one run with it: opened, a plan recorded, delivered by a schedule,
 * closed. What an earlier run left is of use to the plan, which looks at the datastores all the
 * same.
 *
 * <p>Safe for use by many threads, but a plan is recorded by one.
 */
public final class Ledger implements AutoCloseable {
  private final Database database;
  private final RunLock lock;
  private final Committer commits;
  private final InstantSource clock;
  private final long run;
  private final Closeable last;
  private volatile DatastoreNames names = DatastoreNames.asWritten();

  private Ledger(
      Database database,
      RunLock lock,
      Committer commits,
      InstantSource clock,
      long run,
      Closeable last) {
    this.database = database;
    this.lock = lock;
    this.commits = commits;
    this.clock = clock;
    this.run = run;
    this.last = last;
  }

  /**
   * Opens a ledger, or makes one, and begins a run.
   *
   * @param file the SQLite file
   * @param clock the time
   * @throws LedgerException if another run has it, which is named; or it is none, or of another
   *     version
   * @throws IOException if it cannot be read or written
   */
  public static Ledger open(Path file, InstantSource clock) throws IOException {
    return open(file, clock, GroupCommit::new);
  }

  /**
   * Opens a copy of a ledger, or an empty one if there is none: for a plan that nothing is to come
   * of. It is gone when it is closed.
   *
   * @throws LedgerException as {@link #open}
   * @throws IOException if it cannot be copied to where temporary files are kept
   */
  public static Ledger rehearsal(Path file, InstantSource clock) throws IOException {
    LedgerCopy copy = LedgerCopy.of(file, clock);
    try {
      return open(copy.file(), clock, GroupCommit::new, copy);
    } catch (IOException | RuntimeException e) {
      try (copy) {
        throw e;
      }
    }
  }

  static Ledger open(Path file, InstantSource clock, Function<Database, Committer> commits)
      throws IOException {
    return open(file, clock, commits, () -> {});
  }

  private static Ledger open(
      Path file, InstantSource clock, Function<Database, Committer> commits, Closeable last)
      throws IOException {
    RunLock lock = RunLock.take(file, clock.instant());
    Database database = null;
    try {
      database = Database.open(file, Schema.TABLES, Schema.VERSION);
      long run =
          database.transaction(
              open -> {
                open.query(IncompleteFolders.TABLE).update();
                open.query("insert into run (begun) values (?)").update(clock.instant());
                return open.query("select last_insert_rowid()")
                    .first(row -> row.getLong(1))
                    .orElseThrow();
              });
      return new Ledger(database, lock, commits.apply(database), clock, run, last);
    } catch (IOException | RuntimeException e) {
      try (lock) {
        if (database != null) {
          database.close();
        }
        throw e;
      }
    }
  }

  /**
   * Has the rows of earlier runs called by the names that this run has for their datastores. Before
   * its plan is recorded; without, a datastore is another one under another name.
   */
  public void calledBy(DatastoreNames newNames) throws IOException {
    names = newNames;
    LedgerNames.unify(database, newNames);
  }

  /** Returns what the ledger knows of contents, this run's plan so far included. */
  public KnownContents contents() {
    return new LedgerContents(database, run);
  }

  /**
   * Records a plan, some rows at a time. What was under way when an earlier run was killed is
   * settled by what the plan found.
   *
   * @param plan is read to its end
   * @return its totals
   * @throws LedgerException if two files are to go to one place, which are named
   */
  public PlanTotals record(Stream<Planned> plan) throws IOException {
    return record(plan, Map::of);
  }

  /**
   * The same, for a plan that may have gaps.
   *
   * @param gaps where something is missing that is no delivery, and what; asked for when the plan
   *     was read. A new folder with a gap does not appear in this run
   */
  public PlanTotals record(Stream<Planned> plan, Supplier<Map<Gap, String>> gaps)
      throws IOException {
    return new PlanRecorder(database, names, clock, run).record(plan.iterator(), gaps);
  }

  /**
   * Has temporary folders deleted that earlier runs have begun to fill and that nothing waits in
   * any more: the recorded plan sends what belongs there to its places, or somebody else has made
   * the folder. One that cannot be deleted now is left for the next run, and said so in the log.
   *
   * @param carrier deletes them
   */
  public void discardAbandoned(Carrier carrier) throws IOException {
    new AbandonedFolders(database).discard(carrier);
  }

  /** Returns how fast the last run was that delivered anything; empty if none did. */
  public Optional<PastRate> rate() throws IOException {
    return PastRate.of(database);
  }

  /** Returns what the recorded plan has yet to be done. */
  public Backlog backlog() {
    return new LedgerBacklog(database, run);
  }

  /** Returns where to write down what becomes of it. */
  public Journal journal() {
    return new LedgerJournal(database, commits, clock, run);
  }

  /** Returns what earlier runs have put onto datastores, and this run's plan does not deliver. */
  public KnownFiles knownFiles() {
    return new LedgerKnownFiles(database, run);
  }

  /** Returns the folders from which files were deleted. */
  public KnownFolders knownFolders() {
    return new LedgerKnownFolders(database, run);
  }

  /**
   * Writes what has failed or is left as a manifest of its own, with the reasons.
   *
   * @param file replaced; not made if there is nothing to be written
   * @return how many rows
   */
  public long writeFailures(Path file) throws IOException {
    return database.transaction(open -> Failures.write(open, run, file));
  }

  /** Tells what the run has made of each of its deliveries, in the order of its plan. */
  public void outcomes(Consumer<DeliveryOutcome> each) throws IOException {
    database.transaction(
        open -> {
          Outcomes.read(open, run, each);
          return true;
        });
  }

  /** Writes down how the run ended. A run that was killed has no end in the ledger. */
  public void end(RunStatus status) throws IOException {
    database.transaction(
        open ->
            open.query("update run set ended = ?, status = ? where id = ?")
                .update(clock.instant(), status.name(), run));
  }

  /** Writes what is to be written, and lets others have the ledger. */
  @Override
  public void close() throws IOException {
    try (last;
        lock;
        database) {
      commits.close();
    }
  }
}
