package io.hostward.bulk.mirror;

import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deletes what a survey has allowed, and looks at all of it again before: what has changed since
 * stays. Stops at the limit, though the survey was below it.
 */
final class Sweep {
  /** A server that refuses so many one after the other refuses all. */
  private static final int FAILURES = 5;

  private final MirrorSettings settings;
  private final KnownFiles known;
  private final Listings listings;
  private final SourceFolders folders;
  private final Judge judge;
  private final Allowance allowance;
  private final Consumer<Fate> fates;
  private Amount deleted = Amount.NONE;
  private long kept;
  private long failed;
  private int inARow;
  private Optional<String> refused = Optional.empty();
  private boolean interrupted;

  Sweep(
      MirrorSettings settings,
      KnownFiles known,
      Listings listings,
      SourceFolders folders,
      Judge judge,
      Allowance allowance,
      Consumer<Fate> fates) {
    this.settings = settings;
    this.known = known;
    this.listings = listings;
    this.folders = folders;
    this.judge = judge;
    this.allowance = allowance;
    this.fates = fates;
  }

  MirrorReport of(Pages pages) throws IOException {
    try {
      var unused = pages.each(this::some);
    } catch (IOException e) {
      interrupted |= Thread.currentThread().isInterrupted();
      refused = Optional.of("stopped before its end: " + e.getMessage());
    }
    return new MirrorReport(deleted, Map.of(), kept, failed, refused, interrupted);
  }

  private boolean some(List<KnownFile> files) throws IOException {
    for (KnownFile file : files) {
      String source = settings.scope().sourceOf(file.source()).orElseThrow();
      if (!folders.stands(source)) {
        throw new IOException(Survey.gone(source));
      }
    }
    for (Judge.Verdict verdict : judge.judge(files)) {
      interrupted |= Thread.currentThread().isInterrupted();
      if (interrupted) {
        return false;
      }
      act(verdict);
    }
    return true;
  }

  private void act(Judge.Verdict verdict) throws IOException {
    if (verdict.how() == null) {
      known.deleted(verdict.file());
    } else if (verdict.how() == Deletion.KEPT) {
      kept++;
      fates.accept(verdict.fate());
    } else if (isGone(verdict)) {
      delete(verdict);
    }
  }

  // A source may have come back while those before it were deleted.
  private boolean isGone(Judge.Verdict verdict) throws IOException {
    for (KnownFile file : verdict.disk()) {
      if (!judge.isSurelyGone(file)) {
        return false;
      }
    }
    return judge.isSurelyGone(verdict.file());
  }

  private void delete(Judge.Verdict verdict) throws IOException {
    List<KnownFile> files = new ArrayList<>(verdict.disk());
    files.add(verdict.file());
    files.forEach(allowance::add);
    Optional<String> exceeded = allowance.exceeded();
    if (exceeded.isPresent()) {
      throw new IOException(exceeded.get());
    }
    for (KnownFile file : files) {
      known.deleting(file);
    }
    try {
      settings.deletions().delete(verdict.file().target());
    } catch (IOException e) {
      failed(files, verdict.file(), String.valueOf(e.getMessage()));
      return;
    }
    inARow = 0;
    gone(verdict.file());
    others(verdict.disk());
  }

  private void gone(KnownFile file) throws IOException {
    known.deleted(file);
    deleted = deleted.plus(new Amount(1, file.size()));
    fates.accept(new Fate(file, Deletion.DELETED, ""));
  }

  // What a disk's descriptor did not name is still there.
  private void others(List<KnownFile> disk) throws IOException {
    if (disk.isEmpty()) {
      return;
    }
    DatastorePath first = disk.get(0).target();
    for (KnownFile file : disk) {
      Map<String, StoredFile> there;
      try {
        there =
            listings.named(first.datastore(), first.folder(), List.of(file.target().fileName()));
      } catch (IOException e) {
        failed(List.of(file), file, String.valueOf(e.getMessage()));
        continue;
      }
      if (there.isEmpty()) {
        gone(file);
      } else {
        known.notDeleted(file, "the disk that it seemed to belong to does not name it");
        kept++;
        fates.accept(new Fate(file, Deletion.KEPT, "the disk that was deleted did not name it"));
      }
    }
  }

  private void failed(List<KnownFile> files, KnownFile file, String why) throws IOException {
    for (KnownFile one : files) {
      known.notDeleted(one, why);
    }
    interrupted |= Thread.currentThread().isInterrupted();
    failed++;
    fates.accept(new Fate(file, Deletion.FAILED, why));
    if (++inARow >= FAILURES) {
      throw new IOException(FAILURES + " deletions failed one after the other: " + why);
    }
  }
}
