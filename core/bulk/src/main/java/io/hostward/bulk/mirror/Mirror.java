package io.hostward.bulk.mirror;

import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.source.Sources;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deletes files whose source is gone, after a run in which everything has arrived. Never one that
 * is a target of the run, that is another by size or is changed since, or whose source is there,
 * though it was not delivered; nor one that no earlier run has put there, unless that is chosen;
 * and none at all beyond the limit, or if a source folder seems to be gone as a whole. Then folders
 * that this has left empty.
 *
 * <p>All of it is looked at before the first is deleted, and each again just before: a search for
 * some fifty files. Memory does not grow with the number of files. Not thread-safe.
 */
public final class Mirror {
  private final MirrorSettings settings;
  private final KnownFiles known;
  private final KnownFolders knownFolders;
  private final Listings listings;
  private final SourceFolders folders;
  private final Judge judge;
  private final Pages pages;
  private final Optional<UnknownFiles> unknown;
  private final Consumer<Fate> fates;

  /**
   * A mirror of one run.
   *
   * @param sources tells whether a source is gone
   * @param listings what is there
   * @param clock the time
   * @param fates hears of each file; be quick
   */
  public Mirror(
      MirrorSettings settings,
      KnownFiles known,
      KnownFolders knownFolders,
      Sources sources,
      Listings listings,
      InstantSource clock,
      Consumer<Fate> fates) {
    this.settings = settings;
    this.known = known;
    this.knownFolders = knownFolders;
    this.listings = listings;
    this.fates = fates;
    this.folders = new SourceFolders(settings.scope(), settings.choices(), sources, known);
    this.judge = new Judge(folders, known, listings);
    this.pages = new Pages(settings.scope(), known, judge);
    this.unknown =
        settings.choices().unknown()
            ? Optional.of(new UnknownFiles(settings, folders, known, clock))
            : Optional.empty();
  }

  /** Tells what would be deleted, and changes nothing. */
  public MirrorReport rehearse() {
    return survey(fates);
  }

  /**
   * Deletes. If that is refused, each file that would have been deleted is told as listed.
   *
   * @throws IOException if the ledger fails
   */
  public MirrorReport run() throws IOException {
    MirrorReport found = survey(fate -> {});
    if (found.refused().isPresent()) {
      return found.isAnything() ? survey(fates) : found;
    } else if (found.interrupted()) {
      return found;
    }
    Account account = new Account(fates);
    try {
      if (delete(account)) {
        FolderRemoval removal =
            new FolderRemoval(settings.deletions(), listings, knownFolders, account);
        new EmptiedFolders(settings.scope(), knownFolders, folders, removal, account).remove();
      }
      return account.report(Optional.empty());
    } catch (IOException e) {
      return account.report(Optional.of("stopped before its end: " + e.getMessage()));
    }
  }

  private boolean delete(Account account) throws IOException {
    Allowance allowance = allowance();
    Sweep sweep = new Sweep(settings, known, listings, folders, judge, allowance, account);
    UnknownSweep others = new UnknownSweep(settings, listings, folders, allowance, account);
    return sweep.of(pages) && (unknown.isEmpty() || unknown.get().each(others::folder));
  }

  private MirrorReport survey(Consumer<Fate> told) {
    try {
      return new Survey(settings.scope(), folders, judge, allowance(), told).of(pages, unknown);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        return MirrorReport.none(Optional.empty(), true);
      }
      return MirrorReport.refused("what is to be deleted cannot be found out: " + e.getMessage());
    }
  }

  private Allowance allowance() {
    return new Allowance(settings.scope(), settings.limit(), known);
  }
}
