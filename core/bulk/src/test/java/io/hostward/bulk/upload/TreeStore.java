package io.hostward.bulk.upload;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ListedDatastore;
import io.hostward.inventory.NameGlob;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** One datastore in memory, with folders, that can be moved. Every call may be made to fail. */
public final class TreeStore implements VSphere, Datastore {
  private final Map<String, Long> files = new TreeMap<>();
  private final TreeSet<String> folders = new TreeSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final String name;
  private int mostEntries = Integer.MAX_VALUE;
  private Calls calls = (call, before) -> {};

  /** What may break a call, before it does anything and after it did it. */
  public interface Calls {
    void heard(String call, boolean before) throws VSphereException;
  }

  public TreeStore(String name) {
    this.name = name;
  }

  public synchronized void calls(Calls newCalls) {
    calls = newCalls;
  }

  /** Answers of more entries than these are too long. */
  public synchronized void mostEntries(int most) {
    mostEntries = most;
  }

  public synchronized int count(String call) {
    return counts.getOrDefault(call, 0);
  }

  public synchronized void put(String path, long size) {
    addFolder(parent(path));
    files.put(path, size);
  }

  public synchronized Map<String, Long> files() {
    return new TreeMap<>(files);
  }

  public synchronized boolean isFolder(String path) {
    return path.isEmpty() || folders.contains(path);
  }

  public synchronized void addFolder(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      folders.add(at);
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private void heard(String call, boolean before) throws VSphereException {
    if (before) {
      counts.merge(call, 1, Integer::sum);
    }
    calls.heard(call, before);
  }

  private static VSphereException refused(Kind kind, String what) {
    return new VSphereException(kind, what, null);
  }

  @Override
  public Datastore datastore(String wanted, Optional<String> datacenter) throws VSphereException {
    if (!wanted.equals(name)) {
      throw refused(Kind.NOT_FOUND, wanted);
    }
    return this;
  }

  @Override
  public synchronized Optional<DatastoreEntry> find(DatastorePath path) throws VSphereException {
    heard("find", true);
    Long size = files.get(path.path());
    Optional<DatastoreEntry> found =
        size != null
            ? Optional.of(DatastoreEntry.file(size))
            : isFolder(path.path()) ? Optional.of(DatastoreEntry.folder()) : Optional.empty();
    heard("find", false);
    return found;
  }

  @Override
  public synchronized Optional<FolderListing> list(String folder, Collection<NameGlob> names)
      throws VSphereException {
    heard("list", true);
    Optional<FolderListing> found =
        isFolder(folder) ? Optional.of(listing(folder, names)) : Optional.empty();
    bounded(found.stream().toList());
    heard("list", false);
    return found;
  }

  private FolderListing listing(String folder, Collection<NameGlob> names) {
    TreeMap<String, DatastoreEntry> entries = new TreeMap<>();
    files.forEach((path, size) -> add(entries, folder, path, DatastoreEntry.file(size)));
    folders.forEach(path -> add(entries, folder, path, DatastoreEntry.folder()));
    entries.keySet().removeIf(entry -> names.stream().noneMatch(glob -> glob.matches(entry)));
    return new FolderListing(folder, entries);
  }

  private static void add(
      Map<String, DatastoreEntry> entries, String folder, String path, DatastoreEntry entry) {
    if (parent(path).equals(folder)) {
      entries.put(path.substring(path.lastIndexOf('/') + 1), entry);
    }
  }

  private void bounded(List<FolderListing> found) throws VSphereException {
    if (found.stream().mapToInt(listing -> listing.entries().size()).sum() > mostEntries) {
      throw refused(Kind.TOO_LONG, "the answer is too long");
    }
  }

  @Override
  public synchronized List<FolderListing> listAll(String folder, Collection<NameGlob> names)
      throws VSphereException {
    heard("listAll", true);
    List<FolderListing> found =
        folders.stream()
            .filter(path -> path.equals(folder) || path.startsWith(folder + "/"))
            .map(path -> listing(path, names))
            .toList();
    bounded(found);
    heard("listAll", false);
    return found;
  }

  @Override
  public synchronized void makeFolder(DatastorePath file) throws VSphereException {
    heard("makeFolder", true);
    addFolder(file.folder());
    heard("makeFolder", false);
  }

  @Override
  public void createFolder(DatastorePath folder) throws VSphereException {
    throw new AssertionError("nobody asks for that");
  }

  @Override
  public synchronized void move(
      DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
      throws VSphereException {
    heard("move", true);
    boolean folder = folders.contains(from.path());
    if (!folder && !files.containsKey(from.path())) {
      throw refused(Kind.NOT_FOUND, from + " is not there");
    } else if (!isFolder(to.folder())) {
      throw refused(Kind.NOT_FOUND, to.folderNotation() + " is not there");
    } else if (isFolder(to.path()) || (files.containsKey(to.path()) && (folder || !overwrite))) {
      throw refused(Kind.ALREADY_EXISTS, to + " is there");
    }
    if (folder) {
      moveTree(from.path(), to.path());
    } else {
      files.put(to.path(), files.remove(from.path()));
    }
    heard("move", false);
  }

  private void moveTree(String from, String to) {
    for (String path : List.copyOf(folders)) {
      if (path.equals(from) || path.startsWith(from + "/")) {
        folders.remove(path);
        folders.add(to + path.substring(from.length()));
      }
    }
    for (String path : List.copyOf(files.keySet())) {
      if (path.startsWith(from + "/")) {
        files.put(to + path.substring(from.length()), files.remove(path));
      }
    }
  }

  @Override
  public synchronized void delete(DatastorePath file) throws VSphereException {
    heard("delete", true);
    String path = file.path();
    files.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
    folders.removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
    heard("delete", false);
  }

  @Override
  public InventorySnapshot snapshot() {
    return new InventorySnapshot(
        new DatastoreSnapshot(
            "datastore-1",
            name,
            "DC",
            Optional.of("VMFS"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            true,
            "normal"),
        List.of(),
        Instant.EPOCH);
  }

  @Override
  public Datastore afresh() {
    return this;
  }

  @Override
  public ServiceTicket ticket(Route route, HttpMethod method, DatastorePath file) {
    throw new AssertionError("nothing is sent here");
  }

  @Override
  public void copy(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite) {
    throw new AssertionError("nothing is copied here");
  }

  @Override
  public void copyDisk(DatastorePath from, Datastore target, DatastorePath to) {
    throw new AssertionError("nothing is copied here");
  }

  @Override
  public void moveDisk(DatastorePath from, Datastore target, DatastorePath to) {
    throw new AssertionError("nobody asks for that");
  }

  @Override
  public void deleteDisk(DatastorePath disk) {
    throw new AssertionError("nobody asks for that");
  }

  @Override
  public List<ListedDatastore> datastores() {
    return List.of();
  }

  @Override
  public Optional<Route.Relay> relay() {
    return Optional.empty();
  }

  @Override
  public Instant time() {
    return Instant.EPOCH;
  }

  @Override
  public String describe() {
    return "a vCenter in memory";
  }

  @Override
  public void close() {}
}
