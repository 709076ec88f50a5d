package io.hostward.bulk.mirror;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about known files of one folder, by what a search finds there now. */
final class Judge {
  private static final String DISK = ".vmdk";

  private final SourceFolders folders;
  private final KnownFiles known;
  private final Listings listings;

  Judge(SourceFolders folders, KnownFiles known, Listings listings) {
    this.folders = folders;
    this.known = known;
    this.listings = listings;
  }

  /**
   * A verdict.
   *
   * @param how what is to become of it; nothing if it is gone by itself
   * @param disk the other files of the virtual disk that it is; they go with it
   */
  record Verdict(KnownFile file, @Nullable Deletion how, String why, List<KnownFile> disk) {
    Fate fate() {
      return new Fate(Fate.What.KNOWN, file, how == null ? Deletion.DELETED : how, why);
    }
  }

  /**
   * Judges files of one folder.
   *
   * @param files of which the source is gone
   * @return those of which there is anything to say; what goes with a disk comes with that
   */
  List<Verdict> judge(List<KnownFile> files) throws IOException {
    Map<String, StoredFile> there = search(files);
    List<Verdict> verdicts = new ArrayList<>();
    for (KnownFile file : files) {
      verdict(file, there).ifPresent(verdicts::add);
    }
    return verdicts;
  }

  /** Returns whether a file's source is gone, from a folder that is one of this run's. */
  boolean isGone(KnownFile file) throws IOException {
    return folders.isGone(file.source());
  }

  /** Returns whether it is gone without a doubt. */
  boolean isSurelyGone(KnownFile file) throws IOException {
    return isGone(file) && folders.doubt(file.source()).isEmpty();
  }

  private Map<String, StoredFile> search(List<KnownFile> files) throws IOException {
    DatastorePath first = files.get(0).target();
    List<String> names = files.stream().map(file -> file.target().fileName()).toList();
    if (names.stream().anyMatch(Judge::isDiskFile)) {
      FolderListing all = listings.folder(first.datastore(), first.folder());
      if (all.whole()) {
        return all.files();
      }
      throw new IOException(
          "the folder "
              + first.folderNotation()
              + " holds more files than a search tells, and files of virtual disks among them,"
              + " which are not deleted without a look at all that is beside them");
    }
    return listings.named(first.datastore(), first.folder(), names);
  }

  private Optional<Verdict> verdict(KnownFile file, Map<String, StoredFile> there)
      throws IOException {
    Optional<String> kept = kept(file, there);
    if (kept.isPresent()) {
      return Optional.of(new Verdict(file, Deletion.KEPT, kept.get(), List.of()));
    } else if (!there.containsKey(file.target().fileName())) {
      return Optional.of(new Verdict(file, null, "", List.of()));
    } else if (!isDiskFile(file.target().fileName())) {
      return Optional.of(new Verdict(file, Deletion.LISTED, "", List.of()));
    }
    return disk(file, there);
  }

  /** Returns why a file that is there stays; nothing if it may go, or is gone. */
  private Optional<String> kept(KnownFile file, Map<String, StoredFile> there) throws IOException {
    StoredFile found = there.get(file.target().fileName());
    if (found == null) {
      return Optional.empty();
    } else if (found.size() != file.size()) {
      return Optional.of(
          "it has " + found.size() + " bytes now, and had " + file.size() + " when it arrived");
    } else if (found.modified().isEmpty()) {
      return Optional.of("the server does not tell when it was changed");
    } else if (found.modified().get().truncatedTo(ChronoUnit.MILLIS).isAfter(file.until())) {
      return Optional.of(
          "it was changed at "
              + found.modified().get()
              + " by the datastore's clock, and had arrived by "
              + file.until());
    } else if (known.isTarget(file.target())) {
      return Optional.of("a file of this run differs from it in capitals alone");
    }
    return folders.doubt(file.source());
  }

  /** A descriptor goes with all that has its name, or not at all; a part never goes alone. */
  private Optional<Verdict> disk(KnownFile file, Map<String, StoredFile> there) throws IOException {
    String name = file.target().fileName();
    String base = name.substring(0, name.length() - DISK.length());
    List<KnownFile> others = new ArrayList<>();
    for (String other : there.keySet().stream().sorted().toList()) {
      if (isDiskFile(other) && !other.equals(name)) {
        String otherBase = other.substring(0, other.length() - DISK.length());
        if (isPart(name, otherBase)) {
          Optional<KnownFile> whole = going(file.target().sibling(other), there);
          return whole.isPresent()
              ? Optional.empty()
              : Optional.of(stays(file, "it may belong to " + other + ", which stays"));
        } else if (isPart(other, base)) {
          Optional<KnownFile> part = going(file.target().sibling(other), there);
          if (part.isEmpty()) {
            return Optional.of(stays(file, other + " may belong to it, and stays"));
          }
          others.add(part.get());
        }
      }
    }
    return Optional.of(new Verdict(file, Deletion.LISTED, "", others));
  }

  private static Verdict stays(KnownFile file, String why) {
    return new Verdict(file, Deletion.KEPT, why, List.of());
  }

  private Optional<KnownFile> going(DatastorePath path, Map<String, StoredFile> there)
      throws IOException {
    Optional<KnownFile> other = known.find(path);
    return other.isPresent() && isGone(other.get()) && kept(other.get(), there).isEmpty()
        ? other
        : Optional.empty();
  }

  private static boolean isDiskFile(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(DISK);
  }

  private static boolean isPart(String name, String base) {
    return name.toLowerCase(Locale.ROOT).startsWith(base.toLowerCase(Locale.ROOT) + "-");
  }
}
