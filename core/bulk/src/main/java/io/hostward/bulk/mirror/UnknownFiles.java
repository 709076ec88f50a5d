package io.hostward.bulk.mirror;

import io.hostward.bulk.mirror.Fate.What;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Goes through the files below the places that no run has put there, a folder at a time, and
 * decides about each. What is nobody's to delete is told by {@link OwnFiles}.
 */
final class UnknownFiles {
  /** So long that whoever writes a file has ended, though clocks differ. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final MirrorSettings settings;
  private final SourceFolders folders;
  private final KnownFiles known;
  private final InstantSource clock;

  UnknownFiles(
      MirrorSettings settings, SourceFolders folders, KnownFiles known, InstantSource clock) {
    this.settings = settings;
    this.folders = folders;
    this.known = known;
    this.clock = clock;
  }

  /**
   * A file, and its fate.
   *
   * @param fate to be deleted, or kept
   * @param below its path below the place
   * @param found what stands there
   */
  record Verdict(Fate fate, String below, StoredFile found) {
    boolean goes() {
      return fate.how() == Deletion.LISTED;
    }
  }

  /** Hears of what is to be said of one folder, and says whether there is to be more. */
  @FunctionalInterface
  interface Each {
    boolean folder(DatastorePath folder, List<Verdict> verdicts) throws IOException;
  }

  /** Returns false if it was broken off. */
  boolean each(Each action) throws IOException {
    for (Place place : settings.scope().places()) {
      if (place.folder().isEmpty()) {
        throw new IOException(
            "what no run has put there is not deleted from the whole of ["
                + place.datastore()
                + "]: have the files go to a folder of it");
      } else if (isFree(place) && !each(place, action)) {
        return false;
      }
    }
    return true;
  }

  /** Whether neither the place nor a folder that it is in belongs to somebody. */
  private boolean isFree(Place place) throws IOException {
    if (OwnFiles.isOfVSphere(place.folder())) {
      return false;
    }
    String above = new DatastorePath(place.datastore(), place.folder()).folder();
    while (!above.isEmpty()) {
      DatastorePath folder = new DatastorePath(place.datastore(), above);
      Optional<Deletions.Contents> contents = settings.deletions().look(folder);
      if (contents.isPresent() && why(contents.get()).isPresent()) {
        return false;
      }
      above = folder.folder();
    }
    return true;
  }

  private boolean each(Place place, Each action) throws IOException {
    Deque<DatastorePath> open = new ArrayDeque<>();
    open.push(new DatastorePath(place.datastore(), place.folder()));
    while (!open.isEmpty()) {
      DatastorePath folder = open.pop();
      Optional<Deletions.Contents> contents = settings.deletions().look(folder);
      if (contents.isEmpty()) {
        continue;
      }
      Optional<String> why = why(contents.get());
      List<Verdict> verdicts =
          why.isPresent()
              ? List.of(kept(What.FOLDER, Account.folder(folder, ""), why.get()))
              : verdicts(place, folder, contents.get());
      if (!verdicts.isEmpty() && !action.folder(folder, verdicts)) {
        return false;
      } else if (why.isEmpty()) {
        for (String name : new TreeSet<>(contents.get().folders()).descendingSet()) {
          below(folder, name)
              .filter(path -> !OwnFiles.isOfVSphere(path.path()))
              .ifPresent(open::push);
        }
      }
    }
    return true;
  }

  /** Returns why nothing of a folder is deleted that no run has put there. */
  private static Optional<String> why(Deletions.Contents contents) {
    if (!contents.whole()) {
      return Optional.of("it holds more than a search tells, perhaps a virtual machine");
    }
    return OwnFiles.holdsMachine(contents.files())
        ? Optional.of("it holds a virtual machine, or a template of one")
        : Optional.empty();
  }

  private List<Verdict> verdicts(Place place, DatastorePath folder, Deletions.Contents contents)
      throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Map.Entry<String, StoredFile> entry : new TreeMap<>(contents.files()).entrySet()) {
      Optional<DatastorePath> path = below(folder, entry.getKey());
      if (path.isPresent() && isUnknown(path.get())) {
        String below = path.get().path().substring(place.folder().length() + 1);
        if (folders.isGoneFromAll(below)) {
          verdicts.add(verdict(path.get(), below, entry.getValue()));
        }
      }
    }
    return verdicts;
  }

  // A name that no path can have is not one that a run would look for.
  private static Optional<DatastorePath> below(DatastorePath folder, String name) {
    try {
      return Optional.of(new DatastorePath(folder.datastore(), folder.path() + "/" + name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isUnknown(DatastorePath path) throws IOException {
    String name = path.fileName();
    return !OwnFiles.isHidden(name)
        && !settings.choices().spared().contains(name)
        && !known.isTarget(path)
        && known.find(path).isEmpty();
  }

  private Verdict verdict(DatastorePath path, String below, StoredFile found) throws IOException {
    KnownFile file =
        new KnownFile(0, path, "", found.size(), found.modified().orElse(Instant.EPOCH));
    Optional<String> kept = kept(path, below, found);
    return kept.isPresent()
        ? new Verdict(new Fate(What.UNKNOWN, file, Deletion.KEPT, kept.get()), below, found)
        : new Verdict(new Fate(What.UNKNOWN, file, Deletion.LISTED, ""), below, found);
  }

  private Optional<String> kept(DatastorePath path, String below, StoredFile found)
      throws IOException {
    if (OwnFiles.isOfMachine(path.fileName())) {
      return Optional.of("no run has put it there, and a virtual machine may need it");
    } else if (found.modified().isEmpty()) {
      return Optional.of("no run has put it there, and the server does not tell how old it is");
    } else if (found.modified().get().isAfter(clock.instant().minus(SETTLED))) {
      return Optional.of(
          "no run has put it there, and it was changed within the last hour, at "
              + found.modified().get());
    }
    return folders.doubtOfAny(below);
  }

  private static Verdict kept(What what, KnownFile file, String why) {
    return new Verdict(
        new Fate(what, file, Deletion.KEPT, why), "", new StoredFile(0, Optional.empty()));
  }
}
