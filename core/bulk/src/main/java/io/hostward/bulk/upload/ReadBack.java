package io.hostward.bulk.upload;

import io.hostward.DatastoreFiles;
import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.source.Sources;
import io.hostward.download.DownloadRequest;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads copies back, and compares their SHA-256 with that of the source, which is read once for the
 * copies that are made of it at about the same time. So each copy costs its bytes once over the
 * network, as an upload that is verified so does. Safe for use by many threads.
 */
public final class ReadBack implements CopyCheck {
  private static final int REMEMBERED = 100;

  private final DatastoreFiles files;
  private final Sources sources;
  private final Map<SourceFile, ContentDigest> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceFile, ContentDigest> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A check.
   *
   * @param files read back
   * @param sources what they are compared with
   */
  public ReadBack(DatastoreFiles files, Sources sources) {
    this.files = files;
    this.sources = sources;
  }

  @Override
  public void check(Task task, DatastorePath copy) throws IOException {
    String expected = digest(task.delivery().source()).sha256();
    files.download(
        DownloadRequest.of(copy, new DownloadRequest.Stream(new Nowhere())).verifiedBy(expected));
  }

  private ContentDigest digest(SourceFile source) throws IOException {
    if (source.digest().isPresent()) {
      return source.digest().get();
    }
    synchronized (digests) {
      ContentDigest known = digests.get(source);
      if (known == null) {
        known = read(source);
        digests.put(source, known);
      }
      return known;
    }
  }

  private ContentDigest read(SourceFile source) throws IOException {
    MessageDigest sha256 = ContentDigest.newDigest();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (ReadableByteChannel in = sources.open(source.location()).open()) {
      while (in.read(buffer) >= 0) {
        sha256.update(buffer.flip());
        buffer.clear();
      }
    }
    return ContentDigest.of(sha256);
  }

  /** Takes bytes; whoever hands them over makes the digest. */
  private static final class Nowhere implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      bytes.position(bytes.limit());
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
