package io.hostward.bulk.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees that one run at a time has a ledger. The operating system's lock on a file beside it: it
 * dies with the process, however that dies, and the file that remains locks nobody out.
 *
 * <p>Not on the ledger itself: where locks belong to processes, as in POSIX, closing any channel of
 * a file gives up all locks that the process has on it, SQLite's own among them. For the same
 * reason a second run of one process is found in memory, before the file is touched.
 */
final class RunLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
  private static final int LONGEST = 500;

  private final Path key;
  private final FileChannel channel;

  private RunLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static RunLock take(Path ledger, Instant now) throws IOException {
    Path file = ledger.resolveSibling(ledger.getFileName() + ".lock");
    Path key = real(ledger, file);
    if (!HELD.add(key)) {
      throw inUse(ledger, "another run of this process");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(ledger, read(channel));
      }
      write(channel, now);
      return new RunLock(key, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(key);
      close(channel);
      throw e;
    }
  }

  /** Two names of one folder must not make two locks. */
  private static Path real(Path ledger, Path file) throws LedgerException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new LedgerException(
          "cannot open the ledger " + ledger + ": there is no folder " + folder, e);
    }
  }

  private static LedgerException inUse(Path ledger, String owner) {
    return new LedgerException(
        "the ledger "
            + ledger
            + " is in use by "
            + owner
            + "; wait for its end, or name another ledger",
        null);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    String owner = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    return owner.isEmpty() ? "another run" : io.hostward.net.Printable.of(owner);
  }

  private static void write(FileChannel channel, Instant now) throws IOException {
    String owner =
        "process " + ProcessHandle.current().pid() + " on " + machine() + " since " + now + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }

  /** Gives it back. The file stays: to delete it would let two runs lock two files of one name. */
  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(key);
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
