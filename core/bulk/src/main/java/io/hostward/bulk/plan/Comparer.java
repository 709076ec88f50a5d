package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
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
  private final Comparison comparison;
  private final CopyRule copies;
  private final SourceFiles sources;

  /** What a folder holds, or why that is not known. */
  private record View(Map<String, StoredFile> files, String problem) {}

  Comparer(
      SourceFiles sources,
      FolderCache folders,
      KnownContents contents,
      Comparison comparison,
      CopyRule copies) {
    this.sources = sources;
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
      folders.prepare(some);
      for (Folder folder : some) {
        views.put(folder, view(folder, Objects.requireNonNull(names.get(folder))));
      }
    }
    List<Planned> planned = new ArrayList<>(deliveries.size());
    for (Delivery delivery : deliveries) {
      planned.add(
          compare(delivery, Objects.requireNonNull(views.get(Folder.of(delivery.target())))));
    }
    return planned;
  }

  private View view(Folder folder, Set<String> names) {
    try {
      Map<String, StoredFile> all = folders.look(folder, names);
      // A listing of thousands is not held on to for the sake of a few.
      Map<String, StoredFile> files = new HashMap<>();
      for (String name : names) {
        StoredFile file = all.get(name);
        if (file != null) {
          files.put(name, file);
        }
      }
      return new View(files, "");
    } catch (IOException e) {
      return new View(Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private Planned compare(Delivery asked, View view) {
    Delivery delivery;
    try {
      delivery = new Delivery(known(sources.measured(asked.source())), asked.target());
    } catch (IOException e) {
      return Planned.problem(asked, Verdict.UNREADABLE, String.valueOf(e.getMessage()));
    }
    if (!view.problem().isEmpty()) {
      return Planned.problem(delivery, Verdict.NOT_COMPARED, view.problem());
    }
    StoredFile there = view.files().get(delivery.target().fileName());
    return Planned.of(delivery, verdict(delivery, there), Optional.ofNullable(there));
  }

  private Verdict verdict(Delivery delivery, @Nullable StoredFile there) {
    if (there == null) {
      return Verdict.MISSING;
    } else if (there.size() != delivery.source().size().orElseThrow()) {
      return Verdict.OTHER_SIZE;
    } else if (comparison == Comparison.SIZE) {
      return Verdict.SAME;
    }
    Optional<ContentDigest> stored = asked(() -> contents.stored(delivery.target(), there));
    return stored.isPresent() && stored.equals(delivery.source().digest())
        ? Verdict.SAME
        : Verdict.OTHER_CONTENT;
  }

  /**
   * Returns the source with its digest, as far as it is known. Where contents are compared it has
   * to be, for a file that is missing as well: the next run compares with what this one put there.
   */
  private SourceFile known(SourceFile source) throws IOException {
    if (source.digest().isPresent()) {
      return source;
    }
    Optional<ContentDigest> known = asked(() -> contents.local(source));
    if (known.isEmpty() && comparison == Comparison.CHECKSUM) {
      known = Optional.of(sources.digest(source));
    }
    return known.map(source::withDigest).orElse(source);
  }

  /** Says whether a delivery can be copied: from its own datastore, or from another. */
  Planned copied(Planned planned) {
    if (!planned.verdict().isOpen()
        || planned.verdict() == Verdict.NOT_COMPARED
        || isDisk(planned.delivery().target())) {
      return planned;
    }
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
