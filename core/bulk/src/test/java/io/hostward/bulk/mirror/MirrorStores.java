package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Datastores in memory, {@code a}, which moves folders, and {@code b}, which does not. */
abstract class MirrorStores implements Listings, Deletions {
  final Map<DatastorePath, StoredFile> stored = new HashMap<>();

  /** All folders, by their paths. */
  final Set<DatastorePath> folders = new HashSet<>();

  /** Whether the datastores do not tell capitals apart, whatever the alphabet. */
  boolean ignoreCase;

  /** How far the clock of the datastores is behind ours. */
  Duration behind = Duration.ZERO;

  final Set<DatastorePath> locked = new HashSet<>();
  final List<DatastorePath> deleted = new ArrayList<>();

  /** What somebody else does when a folder has been looked into for the how-manieth time. */
  final Map<Integer, Runnable> meanwhile = new HashMap<>();

  /** Whether no folder can be moved. */
  boolean unmovable;

  /** The process dies after so many changes of folders. */
  int killAtFolder = Integer.MAX_VALUE;

  final FakeTime time = new FakeTime();
  int looks;
  private int killAfter = Integer.MAX_VALUE;
  private boolean killBefore;
  private int interruptAfter = -1;

  /** What a process dies of. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Fails the test if a file may not be deleted. */
  abstract void requireMayGo(DatastorePath file) throws IOException;

  /** A file is deleted. */
  abstract void isGone(DatastorePath file);

  /** The process dies at this deletion, before or after the server has heard of it. */
  void killAt(int deletion, boolean before) {
    killAfter = deletion;
    killBefore = before;
  }

  /** The thread is interrupted when so many are deleted. */
  void interruptAt(int deletions) {
    interruptAfter = deletions;
  }

  /** Somebody else puts a file there. */
  void foreign(String path, long size) {
    foreign(path, size, Duration.ZERO);
  }

  /** Somebody else has put a file there, so long ago. */
  void foreign(String path, long size, Duration ago) {
    DatastorePath at = DatastorePath.parse(path);
    put(at, size, ago);
  }

  void put(DatastorePath file, long size, Duration ago) {
    makeFolders(file);
    stored.remove(own(file));
    stored.put(file, new StoredFile(size, Optional.of(time.instant().minus(behind).minus(ago))));
  }

  private void makeFolders(DatastorePath file) {
    String folder = file.folder();
    while (!folder.isEmpty()) {
      DatastorePath path = new DatastorePath(file.datastore(), folder);
      folders.add(path);
      folder = path.folder();
    }
  }

  List<String> folders() {
    return folders.stream().map(DatastorePath::toString).sorted().toList();
  }

  /** Whether a file is there, by what the datastore takes for the same name. */
  boolean holds(DatastorePath path) {
    return stored.containsKey(own(path));
  }

  @Override
  public synchronized void delete(DatastorePath file) throws IOException {
    if (!holds(file)) {
      // By its other capitals.
      assertThat(ignoreCase).isTrue();
      return;
    }
    requireMayGo(file);
    DatastorePath part = DatastorePath.parse(("" + file).replace(".vmdk", "-flat.vmdk"));
    boolean disk = !part.equals(file) && stored.containsKey(part);
    if (disk) {
      requireMayGo(part);
    }
    if (file.path().endsWith("-flat.vmdk")) {
      assertThat(stored)
          .as("the disk that is broken without " + file)
          .doesNotContainKey(DatastorePath.parse(("" + file).replace("-flat.vmdk", ".vmdk")));
    }
    if (killAfter == deleted.size() && killBefore) {
      throw new Killed();
    }
    if (locked.contains(file)) {
      throw new IOException(file + " is locked");
    }
    DatastorePath name = own(file);
    stored.remove(name);
    isGone(name);
    deleted.add(file);
    if (disk) {
      stored.remove(part);
      isGone(part);
    }
    if (deleted.size() == interruptAfter) {
      Thread.currentThread().interrupt();
    }
    if (killAfter < deleted.size()) {
      throw new Killed();
    }
  }

  private static boolean isBelow(DatastorePath path, DatastorePath folder) {
    return path.datastore().equals(folder.datastore())
        && path.path().startsWith(folder.path() + "/");
  }

  @Override
  public Optional<Contents> look(DatastorePath folder) {
    Set<String> inside = new HashSet<>();
    for (DatastorePath one : folders) {
      if (isBelow(one, folder) && one.folder().equals(folder.path())) {
        inside.add(one.fileName());
      }
    }
    Optional<Contents> found =
        folders.contains(folder)
            ? Optional.of(
                new Contents(folder(folder.datastore(), folder.path()).files(), inside, true))
            : Optional.empty();
    meanwhile.getOrDefault(looks++, () -> {}).run();
    return found;
  }

  @Override
  public void moveFolder(DatastorePath from, DatastorePath to) throws IOException {
    dieAtFolder();
    if (unmovable || folders.contains(to) || stored.containsKey(to) || !folders.contains(from)) {
      throw new IOException("cannot move " + from + " to " + to);
    }
    for (DatastorePath path : List.copyOf(folders)) {
      if (path.equals(from) || isBelow(path, from)) {
        folders.remove(path);
        folders.add(moved(path, from, to));
      }
    }
    for (DatastorePath path : List.copyOf(stored.keySet())) {
      if (isBelow(path, from)) {
        stored.put(moved(path, from, to), stored.remove(path));
      }
    }
  }

  private void dieAtFolder() {
    if (killAtFolder-- == 0) {
      throw new Killed();
    }
  }

  private static DatastorePath moved(DatastorePath path, DatastorePath from, DatastorePath to) {
    return new DatastorePath(
        to.datastore(), to.path() + path.path().substring(from.path().length()));
  }

  @Override
  public void deleteFolder(DatastorePath folder) {
    dieAtFolder();
    assertThat(stored.keySet()).as("files in " + folder).noneMatch(path -> isBelow(path, folder));
    assertThat(folders).as("folders in " + folder).noneMatch(path -> isBelow(path, folder));
    folders.remove(folder);
  }

  @Override
  public boolean movesFolders(String datastore) {
    return datastore.equals("a");
  }

  @Override
  public synchronized FolderListing folder(String datastore, String in) {
    Map<String, StoredFile> found = new HashMap<>();
    stored.forEach(
        (path, file) -> {
          if (path.datastore().equals(datastore) && path.folder().equals(in)) {
            found.put(path.fileName(), file);
          }
        });
    return new FolderListing(found, true);
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String in, Collection<String> names) {
    assertThat(names).hasSizeBetween(1, MOST_NAMES);
    Map<String, StoredFile> found = new HashMap<>();
    for (String name : names) {
      StoredFile file = stored.get(own(new DatastorePath(datastore, in + "/" + name)));
      if (file != null) {
        found.put(name, file);
      }
    }
    return found;
  }

  /** Under which name a file is kept; a server that is asked for another answers with that. */
  DatastorePath own(DatastorePath path) {
    return stored.keySet().stream().filter(at -> isSame(at, path)).findFirst().orElse(path);
  }

  boolean isSame(DatastorePath one, DatastorePath other) {
    return ignoreCase
        ? one.toString().equalsIgnoreCase(other.toString())
        : one.toString().equals(other.toString());
  }
}
