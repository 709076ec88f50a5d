package io.hostward.pipeline.fake;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one datastore, in memory. Keeps every content that ever stood under a name, so that
 * a test sees what the quickest of readers could have seen.
 */
public final class FakeStore {
  private final Map<DatastorePath, byte[]> files = new HashMap<>();
  private final Map<DatastorePath, List<byte[]>> history = new HashMap<>();
  private final Set<String> folders = new TreeSet<>(Set.of(""));
  private int removals;

  /** Creates or truncates a file. Returns false if its folder is missing. */
  public synchronized boolean create(DatastorePath file) {
    if (!folders.contains(file.folder())) {
      return false;
    }
    set(file, new byte[0]);
    return true;
  }

  /** Returns whether a file stands where one of the folders of this one would have to be. */
  public synchronized boolean isBelowAFile(DatastorePath file) {
    for (DatastorePath other : files.keySet()) {
      if (file.path().startsWith(other.path() + "/")) {
        return true;
      }
    }
    return false;
  }

  /** Appends to a file, unless it was removed meanwhile. */
  public synchronized void append(DatastorePath file, byte[] bytes) {
    byte[] before = files.get(file);
    if (before != null) {
      byte[] after = Arrays.copyOf(before, before.length + bytes.length);
      System.arraycopy(bytes, 0, after, before.length, bytes.length);
      set(file, after);
    }
  }

  /** Puts a whole file in place, and the folders above it. */
  public synchronized void put(DatastorePath file, byte[] bytes) {
    makeFolder(file.folder());
    set(file, bytes);
  }

  public synchronized boolean isFolder(DatastorePath name) {
    return folders.contains(name.path());
  }

  /** Makes a folder and those above it. */
  public synchronized void makeFolder(String folder) {
    for (int at = folder.indexOf('/'); at >= 0; at = folder.indexOf('/', at + 1)) {
      folders.add(folder.substring(0, at));
    }
    folders.add(folder);
  }

  /** Returns a file's content. */
  public synchronized Optional<byte[]> read(DatastorePath file) {
    return Optional.ofNullable(files.get(file)).map(byte[]::clone);
  }

  /** Removes a file; false if there is none. */
  public synchronized boolean remove(DatastorePath file) {
    removals++;
    return files.remove(file) != null;
  }

  /** Renames in one step. */
  synchronized void rename(DatastorePath from, DatastorePath to) {
    byte[] bytes = files.remove(from);
    if (bytes == null) {
      throw new IllegalStateException("no such file: " + from);
    }
    set(to, bytes);
  }

  /** Copies in one step. */
  synchronized void copy(DatastorePath from, DatastorePath to) {
    byte[] bytes = files.get(from);
    if (bytes == null) {
      throw new IllegalStateException("no such file: " + from);
    }
    set(to, bytes);
  }

  /** Returns what a folder holds. */
  synchronized Optional<FolderListing> list(String folder, Collection<NameGlob> names) {
    if (!folders.contains(folder)) {
      return Optional.empty();
    }
    TreeMap<String, DatastoreEntry> entries = new TreeMap<>();
    for (String below : folders) {
      if (!below.isEmpty() && parent(below).equals(folder)) {
        entries.put(below.substring(below.lastIndexOf('/') + 1), DatastoreEntry.folder());
      }
    }
    for (Map.Entry<DatastorePath, byte[]> file : files.entrySet()) {
      if (file.getKey().folder().equals(folder)) {
        entries.put(
            file.getKey().fileName(),
            DatastoreEntry.file(file.getValue().length).modifiedAt(Instant.EPOCH));
      }
    }
    entries.keySet().removeIf(name -> names.stream().noneMatch(glob -> glob.matches(name)));
    return Optional.of(new FolderListing(folder, entries));
  }

  /** Returns what a folder and those below it hold. */
  synchronized List<FolderListing> listAll(String folder, Collection<NameGlob> names) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return folders.stream()
        .filter(below -> below.equals(folder) || below.startsWith(prefix))
        .flatMap(below -> list(below, names).stream())
        .toList();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  /** Returns everything that ever stood under a name, in order. */
  public synchronized List<byte[]> history(DatastorePath file) {
    return List.copyOf(history.getOrDefault(file, List.of()));
  }

  /** Returns the temporary files. */
  public synchronized Set<DatastorePath> temporary() {
    Map<String, DatastorePath> found = new TreeMap<>();
    for (DatastorePath file : files.keySet()) {
      if (file.fileName().startsWith(".hostward-")) {
        found.put(file.path(), file);
      }
    }
    return Set.copyOf(found.values());
  }

  /** Returns whether the folder exists. */
  public synchronized boolean hasFolder(String folder) {
    return folders.contains(folder);
  }

  /** Returns how often a removal was asked for. */
  public synchronized int removals() {
    return removals;
  }

  private void set(DatastorePath file, byte[] bytes) {
    files.put(file, bytes.clone());
    history.computeIfAbsent(file, name -> new ArrayList<>()).add(bytes.clone());
  }
}
