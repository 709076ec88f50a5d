package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps files below a directory, under their own names. Hashes are known of files that came through
 * the lab; files that were there before, or that another program changed, have none.
 */
final class DirectoryStore extends RuledStore {
  private final Path root;
  private final boolean temporary;
  private final InstantSource clock;

  /** Sorted, so that what is below a directory is a range: '0' follows '/'. */
  private final ConcurrentNavigableMap<String, Known> known = new ConcurrentSkipListMap<>();

  /** A hash, with what the file looked like when it was taken. */
  private record Known(String sha256, long size, FileTime modified) {}

  DirectoryStore(Path root, boolean temporary, long capacity, InstantSource clock)
      throws IOException {
    super(capacity);
    this.root = Files.createDirectories(root).toRealPath();
    this.temporary = temporary;
    this.clock = clock;
    try (Stream<Path> files = Files.walk(this.root)) {
      files.filter(Files::isRegularFile).forEach(file -> space.count(sizeOf(file)));
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Optional<Entry> entry(String path) throws StoreException {
    Path file = file(path);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return Optional.of(read(path, () -> describe(path, file)));
  }

  private Entry describe(String path, Path file) throws IOException {
    BasicFileAttributes a =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Known k = known.get(path);
    String sha256 = null;
    if (k != null && k.size() == a.size() && k.modified().equals(a.lastModifiedTime())) {
      sha256 = k.sha256();
    }
    return new Entry(
        path,
        a.isDirectory(),
        a.isDirectory() ? 0 : a.size(),
        a.lastModifiedTime().toInstant(),
        sha256);
  }

  @Override
  List<Entry> children(String directory, Predicate<String> wanted) throws StoreException {
    return read(
        directory,
        () -> {
          List<Entry> entries = new ArrayList<>();
          try (DirectoryStream<Path> files = Files.newDirectoryStream(file(directory))) {
            for (Path file : files) {
              String name = file.getFileName().toString();
              if (wanted.test(name)) {
                entries.add(describe(directory.isEmpty() ? name : directory + '/' + name, file));
              }
            }
          }
          return entries;
        });
  }

  @Override
  void createDirectory(String path) throws StoreException {
    read(path, () -> Files.createDirectory(file(path)));
  }

  @Override
  void rename(String source, String destination) throws StoreException {
    read(source, () -> Files.move(file(source), file(destination)));
    Map<String, Known> moved = new HashMap<>(known.subMap(source + '/', source + '0'));
    Known own = known.get(source);
    if (own != null) {
      moved.put(source, own);
    }
    known.keySet().removeAll(moved.keySet());
    moved.forEach((path, k) -> known.put(destination + path.substring(source.length()), k));
  }

  @Override
  void duplicate(String source, String destination) throws StoreException {
    space.take(entry(source).orElseThrow().size(), destination);
    read(
        source,
        () -> Files.copy(file(source), file(destination), StandardCopyOption.COPY_ATTRIBUTES));
    Known k = known.get(source);
    if (k != null) {
      known.put(destination, k);
    }
  }

  @Override
  void remove(String path) throws StoreException {
    long size = entry(path).orElseThrow().size();
    read(path, () -> Files.deleteIfExists(file(path)));
    known.remove(path);
    space.give(size);
  }

  @Override
  FileSink create(String path) throws StoreException {
    FileChannel channel =
        read(
            path,
            () ->
                FileChannel.open(
                    file(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    return new Sink(path, channel);
  }

  @Override
  FileSource open(String path) throws StoreException {
    Entry entry = entry(path).orElseThrow();
    return new Source(entry, read(path, () -> FileChannel.open(file(path))));
  }

  private Path file(String path) {
    return path.isEmpty() ? root : root.resolve(path);
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete the datastore's directory " + root, e);
    }
  }

  private interface Io<T> {
    T run() throws IOException;
  }

  private static <T> T read(String path, Io<T> action) throws StoreException {
    try {
      return action.run();
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(Kind.INVALID, path, e);
    }
  }

  private final class Sink implements FileSink {
    private final String path;
    private final FileChannel channel;
    private final Hash hash = new Hash();
    private long size;

    Sink(String path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
      int length = bytes.remaining();
      space.take(length, path);
      hash.update(bytes);
      read(
          path,
          () -> {
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
            return length;
          });
      size += length;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Entry finish() throws StoreException {
      try {
        return read(path, this::end);
      } finally {
        written(path);
      }
    }

    private Entry end() throws IOException {
      channel.close();
      FileTime now = FileTime.from(clock.instant());
      Files.setLastModifiedTime(file(path), now);
      // Read back: a file system may keep less than nanoseconds.
      FileTime kept = Files.getLastModifiedTime(file(path));
      known.put(path, new Known(hash.hex(), size, kept));
      return describe(path, file(path));
    }

    @Override
    public void abort() {
      try {
        finish();
      } catch (StoreException e) {
        // The connection is gone already: there is no client left to tell.
      }
    }
  }

  private record Source(Entry entry, FileChannel channel) implements FileSource {
    @Override
    public int read(long position, ByteBuffer into) throws StoreException {
      return DirectoryStore.read(
          entry.path(),
          () -> {
            int total = 0;
            while (into.hasRemaining()) {
              int n = channel.read(into, position + total);
              if (n < 0) {
                break;
              }
              total += n;
            }
            return total;
          });
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
