package io.hostward.experiment.testbed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock that one process holds, and whose file names that process. The kernel lets go of it when
 * the process ends, however it ends.
 */
final class HeldLock implements AutoCloseable {
  private final FileChannel channel;

  private HeldLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes a lock; empty if another holds it. */
  static Optional<HeldLock> take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new HeldLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Returns the process that holds a lock, as its file says; "unknown" in the moment before. */
  static String holder(Path file) throws IOException {
    String pid = Files.readString(file).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
