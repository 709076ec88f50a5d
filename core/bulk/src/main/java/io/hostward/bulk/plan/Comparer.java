package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.KnownContents.KnownFolder;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the deliveries of one window with their targets. */
final class Comparer {
  private final FolderCache folders;
  private final KnownContents contents;
  private final NewFolders newFolders;
  private final Comparison comparison;
  private final CopyRule copies;
  private final SourceFiles sources;

  /**
   * What a folder holds, or why that is not known.
   *
   * @param there whether it is there
   * @param appears the new folder that what is yet to be sent there appears with
   * @param kept the new folder that an earlier run has sent files for, and keeps them; or the same
   *     as {@code appears}
   * @param sent what is kept so
   */
  private record View(
      Map<String, StoredFile> files,
      boolean there,
      Optional<NewFolder> appears,
      Optional<NewFolder> kept,
      Map<String, StoredFile> sent,
      String problem) {

    /** With what a file appears that is yet to be sent. */
    Optional<NewFolder> appearsIn() {
      return there ? Optional.empty() : appears;
    }
  }

  Comparer(
      SourceFiles sources,
      FolderCache folders,
      KnownContents contents,
      NewFolders newFolders,
      Comparison comparison,
      CopyRule copies) {
    this.sources = sources;
    this.newFolders = newFolders;
    this.folders = folders;
    this.contents = contents;
    this.comparison = comparison;
    this.copies = copies;
  }

  List<Planned> compare(List<Delivery> deliveries) {
    Map<Folder, Set<String>> names = new HashMap<>();
    for (Delivery delivery : deliveries) {
      names
          .computeIfAbsent(Folder.of(delivery.target()), folder -> new LinkedHashSet<>())
          .add(delivery.target().fileName());
    }
    Map<Folder, View> views = new HashMap<>();
    List<Folder> wanted = List.copyOf(names.keySet());
    for (int at = 0; at < wanted.size(); at += FolderSearches.AT_ONCE) {
      List<Folder> some = wanted.subList(at, Math.min(wanted.size(), at + FolderSearches.AT_ONCE));
      Map<Folder, KnownFolder> known = new HashMap<>();
      List<Folder> searched = new ArrayList<>(some);
      for (Folder folder : some) {
        newFolders.of(folder).ifPresent(found -> known.put(folder, found));
        place(folder, known.get(folder)).ifPresent(searched::add);
      }
      folders.prepare(searched);
      for (Folder folder : some) {
        views.put(
            folder, view(folder, known.get(folder), Objects.requireNonNull(names.get(folder))));
      }
    }
    List<Planned> planned = new ArrayList<>(deliveries.size());
    for (Delivery delivery : deliveries) {
      planned.add(
          compare(delivery, Objects.requireNonNull(views.get(Folder.of(delivery.target())))));
    }
    return planned;
  }

  /** Where an earlier run has sent files that are to appear in a folder. */
  private static Optional<Folder> place(Folder folder, @Nullable KnownFolder known) {
    return known == null || known.inThisPlan()
        ? Optional.empty()
        : Optional.of(new Folder(folder.datastore(), known.folder().placeOf(folder.path())));
  }

  private View view(Folder folder, @Nullable KnownFolder known, Set<String> names) {
    Optional<NewFolder> kept = Optional.ofNullable(known).map(KnownFolder::folder);
    boolean mayAppear = newFolders.mayAppear(folder);
    Optional<NewFolder> appears = mayAppear ? kept : Optional.empty();
    try {
      Map<String, StoredFile> files = files(folder, names);
      String missing = folders.missing(folder);
      if (known == null && !missing.isEmpty() && mayAppear) {
        appears = Optional.of(newFolders.make(folder, missing));
      }
      Optional<Folder> place = place(folder, known);
      return new View(
          files,
          folders.isThere(folder),
          appears,
          kept,
          place.isPresent() ? files(place.get(), names) : Map.of(),
          "");
    } catch (IOException e) {
      return new View(Map.of(), true, appears, kept, Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private Map<String, StoredFile> files(Folder folder, Set<String> names) throws IOException {
    Map<String, StoredFile> all = folders.look(folder, names);
    // A listing of thousands is not held on to for the sake of a few.
    Map<String, StoredFile> files = new HashMap<>();
    for (String name : names) {
      StoredFile file = all.get(name);
      if (file != null) {
        files.put(name, file);
      }
    }
    return files;
  }

  private Planned compare(Delivery asked, View view) {
    Delivery delivery;
    try {
      delivery = new Delivery(known(sources.measured(asked.source())), asked.target());
    } catch (IOException e) {
      return Planned.problem(asked, Verdict.UNREADABLE, String.valueOf(e.getMessage()))
          .appearingWith(view.appearsIn());
    }
    if (!view.problem().isEmpty() && comparison == Comparison.SIZE && isOfOtherTime(delivery)) {
      // Whatever is there, and whatever its size.
      return Planned.of(delivery, Verdict.OTHER_CONTENT, Optional.empty())
          .appearingWith(view.kept());
    }
    if (!view.problem().isEmpty()) {
      // It may be where an earlier run has sent it: whoever delivers it looks there too.
      return Planned.problem(delivery, Verdict.NOT_COMPARED, view.problem())
          .appearingWith(view.kept());
    }
    StoredFile there = view.files().get(delivery.target().fileName());
    Verdict verdict = verdict(delivery, there);
    if (verdict.isOpen() && isSent(delivery, view)) {
      return Planned.of(delivery, Verdict.SENT, Optional.ofNullable(there))
          .appearingWith(view.kept());
    }
    return Planned.of(delivery, verdict, Optional.ofNullable(there))
        .appearingWith(view.appearsIn());
  }

  private boolean isSent(Delivery delivery, View view) {
    StoredFile sent = view.sent().get(delivery.target().fileName());
    return sent != null
        && sent.size() == delivery.source().size().orElseThrow()
        && asked(() -> Optional.of(contents.isSent(delivery, view.kept().orElseThrow())))
            .orElse(false);
  }

  private Verdict verdict(Delivery delivery, @Nullable StoredFile there) {
    if (there == null) {
      return Verdict.MISSING;
    } else if (there.size() != delivery.source().size().orElseThrow()) {
      return Verdict.OTHER_SIZE;
    } else if (comparison == Comparison.SIZE) {
      return isOfOtherTime(delivery) ? Verdict.OTHER_CONTENT : Verdict.SAME;
    }
    Optional<ContentDigest> stored = asked(() -> contents.stored(delivery.target(), there));
    return stored.isPresent() && stored.equals(delivery.source().digest())
        ? Verdict.SAME
        : Verdict.OTHER_CONTENT;
  }

  private boolean isOfOtherTime(Delivery delivery) {
    return asked(() -> Optional.of(contents.isOfOtherTime(delivery))).orElse(false);
  }

  /**
   * Returns the source with its digest, as far as it is known. Where contents are compared it has
   * to be, for a file that is missing as well: the next run compares with what this one put there.
   */
  private SourceFile known(SourceFile source) throws IOException {
    if (source.digest().isPresent() && comparison == Comparison.SIZE) {
      // A manifest's: whoever sends the file reads it anyway, and compares then.
      return source;
    }
    Optional<ContentDigest> known = asked(() -> contents.local(source));
    if (known.isEmpty() && comparison == Comparison.CHECKSUM) {
      known = Optional.of(sources.digest(source));
    }
    if (source.digest().isPresent() && !source.digest().equals(known)) {
      throw new IOException(
          source.location()
              + " has the SHA-256 "
              + known.orElseThrow().sha256()
              + ", and the manifest says "
              + source.digest().get().sha256()
              + "; correct the manifest or the file");
    }
    return known.map(source::withDigest).orElse(source);
  }

  /** Says whether a delivery can be copied: from its own datastore, or from another. */
  Planned copied(Planned planned) {
    if (!planned.verdict().isOpen() || planned.verdict() == Verdict.NOT_COMPARED) {
      return planned;
    }
    Planned copied = copiedFromSomewhere(planned);
    return isDisk(planned.delivery().target())
        ? copied.copyOf().map(planned::sentThoughCopied).orElse(planned)
        : copied;
  }

  private Planned copiedFromSomewhere(Planned planned) {
    Optional<KnownContents.Holder> holder = asked(() -> contents.holder(planned.delivery()));
    if (holder.isEmpty()) {
      return copiedFromAfar(planned);
    }
    DatastorePath path = holder.get().path();
    boolean there =
        holder.get().inThisPlan()
            || folders
                .find(Folder.of(path), path.fileName())
                .filter(file -> file.size() == planned.size())
                .isPresent();
    return there ? planned.copied(path) : copiedFromAfar(planned);
  }

  private Planned copiedFromAfar(Planned planned) {
    if (planned.size() < copies.leastBytes()) {
      return planned;
    }
    String to = planned.delivery().target().datastore();
    return asked(() -> Optional.of(contents.origins(planned.delivery()))).stream()
        .flatMap(List::stream)
        .filter(from -> copies.copies(planned.size(), from.datastore(), to))
        .findFirst()
        .map(planned::copied)
        .orElse(planned);
  }

  // A disk's descriptor and its extent belong together; copied one by one they break.
  private static boolean isDisk(DatastorePath target) {
    return target.fileName().toLowerCase(Locale.ROOT).endsWith(".vmdk");
  }

  @FunctionalInterface
  private interface Question<T> {
    Optional<T> ask() throws IOException;
  }

  // A ledger that cannot be read ends the plan, unlike a file or a datastore.
  private static <T> Optional<T> asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
