package io.hostward.lab.storage;

import io.hostward.lab.model.StorageMode;
import io.hostward.lab.storage.StoreException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tree, sizes and hashes of files but the content of small ones only. Reading a file
 * whose content is gone is {@link Kind#INVALID}.
 */
final class DiscardStore extends RuledStore {
  private final StorageMode.Discard mode;
  private final InstantSource clock;
  private final TreeMap<String, Node> nodes = new TreeMap<>();

  DiscardStore(StorageMode.Discard mode, long capacity, InstantSource clock) {
    super(capacity);
    this.mode = mode;
    this.clock = clock;
    nodes.put("", new Node(true, clock.instant()));
  }

  @Override
  Optional<Entry> entry(String path) {
    return Optional.ofNullable(nodes.get(path)).map(node -> node.entry(path));
  }

  @Override
  List<Entry> children(String directory, Predicate<String> wanted) {
    String prefix = directory.isEmpty() ? "" : directory + '/';
    // '0' follows '/', so this is the range of everything below.
    var below = directory.isEmpty() ? nodes : nodes.subMap(prefix, directory + '0');
    return below.entrySet().stream()
        .filter(e -> !e.getKey().isEmpty() && e.getKey().indexOf('/', prefix.length()) < 0)
        .filter(e -> wanted.test(StorePath.name(e.getKey())))
        .map(e -> e.getValue().entry(e.getKey()))
        .toList();
  }

  @Override
  void createDirectory(String path) {
    nodes.put(path, new Node(true, clock.instant()));
  }

  @Override
  void rename(String source, String destination) {
    var below = nodes.subMap(source + '/', source + '0');
    TreeMap<String, Node> moved = new TreeMap<>();
    below.forEach((path, node) -> moved.put(destination + path.substring(source.length()), node));
    below.clear();
    moved.put(destination, take(source));
    nodes.putAll(moved);
  }

  private Node take(String path) {
    Node node = nodes.remove(path);
    if (node == null) {
      throw new IllegalStateException("the rules let a missing path pass: " + path);
    }
    return node;
  }

  @Override
  void duplicate(String source, String destination) throws StoreException {
    Node from = node(source);
    add(from, destination);
  }

  private void add(Node from, String destination) throws StoreException {
    space.take(from.size, destination);
    Node to = new Node(false, clock.instant());
    to.size = from.size;
    to.sha256 = from.sha256;
    to.content = from.content;
    nodes.put(destination, to);
  }

  private Node node(String path) throws StoreException {
    Node node = nodes.get(path);
    if (node == null) {
      throw new StoreException(Kind.NOT_FOUND, path);
    }
    return node;
  }

  /** Puts a copy of a file where nothing is, content or not, into another store of this kind. */
  void duplicateInto(String source, DiscardStore destination, String to) throws StoreException {
    Node from;
    synchronized (this) {
      requireFree(source);
      from = node(source);
    }
    synchronized (destination) {
      destination.add(from, to);
    }
  }

  @Override
  void remove(String path) {
    space.give(take(path).size);
  }

  @Override
  FileSink create(String path) {
    Node node = new Node(false, clock.instant());
    nodes.put(path, node);
    return new Sink(path, node);
  }

  @Override
  FileSource open(String path) throws StoreException {
    Node node = node(path);
    if (node.content == null) {
      throw new StoreException(Kind.INVALID, path);
    }
    return new Source(node.entry(path), node.content);
  }

  @Override
  public void close() {}

  private static final class Node {
    private final boolean directory;
    private volatile Instant modified;
    private volatile long size;
    private volatile @Nullable String sha256;
    private volatile byte @Nullable [] content;

    Node(boolean directory, Instant modified) {
      this.directory = directory;
      this.modified = modified;
    }

    Entry entry(String path) {
      return new Entry(path, directory, size, modified, sha256);
    }
  }

  private final class Sink implements FileSink {
    private final String path;
    private final Node node;
    private final @Nullable Hash hash = mode.hash() ? new Hash() : null;
    private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Sink(String path, Node node) {
      this.path = path;
      this.node = node;
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
      int length = bytes.remaining();
      space.take(length, path);
      if (hash != null) {
        hash.update(bytes);
      }
      keep(bytes, length);
      bytes.position(bytes.limit());
      node.size += length;
    }

    private void keep(ByteBuffer bytes, int length) {
      if (kept == null || node.size + length > mode.keepUpTo()) {
        kept = null;
        return;
      }
      byte[] copy = new byte[length];
      bytes.duplicate().get(copy);
      kept.writeBytes(copy);
    }

    @Override
    public long size() {
      return node.size;
    }

    @Override
    public Entry finish() {
      node.modified = clock.instant();
      node.sha256 = hash == null ? null : hash.hex();
      node.content = kept == null ? null : kept.toByteArray();
      written(path);
      return node.entry(path);
    }

    @Override
    public void abort() {
      finish();
    }
  }

  private record Source(Entry entry, byte[] content) implements FileSource {
    @Override
    public int read(long position, ByteBuffer into) {
      int from = (int) Math.min(position, content.length);
      int length = Math.min(into.remaining(), content.length - from);
      into.put(content, from, length);
      return length;
    }

    @Override
    public void close() {}
  }
}
