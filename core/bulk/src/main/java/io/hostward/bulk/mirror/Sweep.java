package io.hostward.bulk.mirror;

import io.hostward.bulk.mirror.Fate.What;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what a survey has allowed, and looks at all of it again before: what has changed since
 * stays. Stops at the limit, though the survey was below it.
 */
final class Sweep {
  private final MirrorSettings settings;
  private final KnownFiles known;
  private final Listings listings;
  private final SourceFolders folders;
  private final Judge judge;
  private final Allowance allowance;
  private final Account account;

  Sweep(
      MirrorSettings settings,
      KnownFiles known,
      Listings listings,
      SourceFolders folders,
      Judge judge,
      Allowance allowance,
      Account account) {
    this.settings = settings;
    this.known = known;
    this.listings = listings;
    this.folders = folders;
    this.judge = judge;
    this.allowance = allowance;
    this.account = account;
  }

  /** Returns false if it was interrupted. */
  boolean of(Pages pages) throws IOException {
    return pages.each(this::some);
  }

  private boolean some(List<KnownFile> files) throws IOException {
    for (KnownFile file : files) {
      String source = settings.scope().sourceOf(file.source()).orElseThrow();
      if (!folders.stands(source)) {
        throw new IOException(Survey.gone(source));
      }
    }
    for (Judge.Verdict verdict : judge.judge(files)) {
      if (account.isInterrupted()) {
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
      account.kept(What.KNOWN, verdict.file(), verdict.why());
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
    gone(verdict.file());
    others(verdict.disk());
  }

  private void gone(KnownFile file) throws IOException {
    known.deleted(file);
    account.deleted(What.KNOWN, file);
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
        account.kept(What.KNOWN, file, "the disk that was deleted did not name it");
      }
    }
  }

  private void failed(List<KnownFile> files, KnownFile file, String why) throws IOException {
    for (KnownFile one : files) {
      known.notDeleted(one, why);
    }
    account.failed(What.KNOWN, file, why);
  }
}
