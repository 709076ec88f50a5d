package io.hostward.bulk.mirror;

import io.hostward.bulk.mirror.Fate.What;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes files that no run has put there, some of a folder after one more look at them. */
final class UnknownSweep {
  /** As many as {@link Pages} has together, for the same reason. */
  private static final int TOGETHER = 50;

  private final Deletions deletions;
  private final Listings listings;
  private final SourceFolders folders;
  private final List<String> sources;
  private final Allowance allowance;
  private final Account account;

  UnknownSweep(
      MirrorSettings settings,
      Listings listings,
      SourceFolders folders,
      Allowance allowance,
      Account account) {
    this.deletions = settings.deletions();
    this.sources = settings.scope().sources();
    this.listings = listings;
    this.folders = folders;
    this.allowance = allowance;
    this.account = account;
  }

  boolean folder(DatastorePath folder, List<UnknownFiles.Verdict> verdicts) throws IOException {
    for (UnknownFiles.Verdict verdict : verdicts) {
      if (!verdict.goes()) {
        account.kept(verdict.fate().what(), verdict.fate().file(), verdict.fate().why());
      }
    }
    List<UnknownFiles.Verdict> going =
        verdicts.stream().filter(UnknownFiles.Verdict::goes).toList();
    for (int from = 0; from < going.size(); from += TOGETHER) {
      if (!some(folder, going.subList(from, Math.min(going.size(), from + TOGETHER)))) {
        return false;
      }
    }
    return true;
  }

  private boolean some(DatastorePath folder, List<UnknownFiles.Verdict> going) throws IOException {
    for (String source : sources) {
      if (!folders.stands(source)) {
        throw new IOException(Survey.gone(source));
      }
    }
    Map<String, StoredFile> there =
        listings.named(
            folder.datastore(),
            folder.path(),
            going.stream().map(verdict -> verdict.fate().file().target().fileName()).toList());
    for (UnknownFiles.Verdict verdict : going) {
      if (account.isInterrupted()) {
        return false;
      }
      KnownFile file = verdict.fate().file();
      StoredFile now = there.get(file.target().fileName());
      if (now != null && !now.equals(verdict.found())) {
        account.kept(What.UNKNOWN, file, "no run has put it there, and it changes");
      } else if (now != null
          && folders.isGoneFromAll(verdict.below())
          && folders.doubtOfAny(verdict.below()).isEmpty()) {
        delete(file);
      }
    }
    return true;
  }

  private void delete(KnownFile file) throws IOException {
    allowance.addUnknown(file);
    Optional<String> exceeded = allowance.exceeded();
    if (exceeded.isPresent()) {
      throw new IOException(exceeded.get());
    }
    try {
      deletions.delete(file.target());
    } catch (IOException e) {
      account.failed(What.UNKNOWN, file, String.valueOf(e.getMessage()));
      return;
    }
    account.deleted(What.UNKNOWN, file);
  }
}
