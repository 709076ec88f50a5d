package io.hostward.bulk.mirror;

import io.hostward.bulk.mirror.Fate.What;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts what becomes of files and folders, and tells it. Not thread-safe. */
final class Account {
  /** A server that refuses so many one after the other refuses all. */
  private static final int FAILURES = 5;

  private final Consumer<Fate> fates;
  private Amount known = Amount.NONE;
  private Amount unknown = Amount.NONE;
  private long folders;
  private long kept;
  private long failed;
  private int inARow;
  private boolean interrupted;

  Account(Consumer<Fate> fates) {
    this.fates = fates;
  }

  /** Returns true if the thread is interrupted, or was. */
  boolean isInterrupted() {
    interrupted |= Thread.currentThread().isInterrupted();
    return interrupted;
  }

  void deleted(What what, KnownFile file) {
    inARow = 0;
    switch (what) {
      case KNOWN -> known = known.plus(new Amount(1, file.size()));
      case UNKNOWN -> unknown = unknown.plus(new Amount(1, file.size()));
      case FOLDER -> folders++;
    }
    fates.accept(new Fate(what, file, Deletion.DELETED, ""));
  }

  void kept(What what, KnownFile file, String why) {
    kept++;
    fates.accept(new Fate(what, file, Deletion.KEPT, why));
  }

  /**
   * Counts what could not be deleted.
   *
   * @throws IOException if there were too many one after the other
   */
  void failed(What what, KnownFile file, String why) throws IOException {
    interrupted |= Thread.currentThread().isInterrupted();
    failed++;
    fates.accept(new Fate(what, file, Deletion.FAILED, why));
    if (++inARow >= FAILURES) {
      throw new IOException(FAILURES + " deletions failed one after the other: " + why);
    }
  }

  MirrorReport report(Optional<String> refused) {
    return new MirrorReport(
        known, unknown, folders, Map.of(), Map.of(), kept, failed, refused, isInterrupted());
  }

  /** What is told of a folder. */
  static KnownFile folder(DatastorePath folder, String source) {
    return new KnownFile(0, folder, source, 0, Instant.EPOCH);
  }
}
