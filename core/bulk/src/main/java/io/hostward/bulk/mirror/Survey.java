package io.hostward.bulk.mirror;

import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds out what is to be deleted, and whether it may be, and changes nothing. */
final class Survey {
  private final MirrorScope scope;
  private final SourceFolders folders;
  private final Judge judge;
  private final Allowance allowance;
  private final Consumer<Fate> fates;
  private final Map<String, Amount> listed = new TreeMap<>();
  private final Map<String, Amount> unknown = new TreeMap<>();
  private final Set<String> sources = new HashSet<>();
  private long kept;

  Survey(
      MirrorScope scope,
      SourceFolders folders,
      Judge judge,
      Allowance allowance,
      Consumer<Fate> fates) {
    this.scope = scope;
    this.folders = folders;
    this.judge = judge;
    this.allowance = allowance;
    this.fates = fates;
  }

  MirrorReport of(Pages pages, Optional<UnknownFiles> others) throws IOException {
    boolean whole =
        pages.each(this::look) && (others.isEmpty() || others.get().each(this::lookAtOthers));
    Optional<String> refused = refusal();
    return new MirrorReport(Amount.NONE, Amount.NONE, 0, listed, unknown, kept, 0, refused, !whole);
  }

  private boolean lookAtOthers(DatastorePath folder, List<UnknownFiles.Verdict> verdicts) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    for (UnknownFiles.Verdict verdict : verdicts) {
      KnownFile file = verdict.fate().file();
      if (verdict.goes()) {
        allowance.addUnknown(file);
        sources.addAll(scope.sources());
        unknown.merge(folder.datastore(), new Amount(1, file.size()), Amount::plus);
      } else {
        kept++;
      }
      fates.accept(verdict.fate());
    }
    return true;
  }

  private boolean look(List<KnownFile> files) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    for (Judge.Verdict verdict : judge.judge(files)) {
      if (verdict.how() == Deletion.LISTED) {
        list(verdict.file());
        verdict.disk().forEach(this::list);
      } else if (verdict.how() == Deletion.KEPT) {
        kept++;
        fates.accept(verdict.fate());
      }
    }
    return true;
  }

  private void list(KnownFile file) {
    allowance.add(file);
    sources.add(scope.sourceOf(file.source()).orElseThrow());
    listed.merge(file.target().datastore(), new Amount(1, file.size()), Amount::plus);
    fates.accept(new Fate(Fate.What.KNOWN, file, Deletion.LISTED, ""));
  }

  private Optional<String> refusal() throws IOException {
    for (String source : sources) {
      if (!folders.stands(source)) {
        return Optional.of(gone(source));
      }
    }
    return allowance.exceeded();
  }

  /** Says that a source folder cannot be told from one that is not mounted. */
  static String gone(String source) {
    return "nothing that this run delivers is in "
        + source
        + ": it is empty, or not mounted, which cannot be told apart; say that it is emptied if it"
        + " is";
  }
}
