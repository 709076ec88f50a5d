package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.source.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at source files: what a manifest says of one is not believed before. */
final class SourceFiles {
  private static final int REMEMBERED = 1000;

  private final Sources sources;

  // One file goes to many datastores, and is read once for all of them.
  private final Map<SourceFile, ContentDigest> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceFile, ContentDigest> eldest) {
          return size() > REMEMBERED;
        }
      };

  SourceFiles(Sources sources) {
    this.sources = sources;
  }

  /**
   * Returns the source with its size and time.
   *
   * @throws IOException if it is no file, or not of the size that it is said to be of
   */
  SourceFile measured(SourceFile source) throws IOException {
    if (source.size().isPresent() && source.modified().isPresent()) {
      return source;
    }
    Sources.Found found = sources.look(source.location());
    if (source.size().isPresent() && source.size().getAsLong() != found.size()) {
      throw new IOException(
          source.location()
              + " has "
              + found.size()
              + " bytes, and the manifest says "
              + source.size().getAsLong());
    }
    return source.measured(found.size(), found.modified());
  }

  /** Reads the file and returns its digest. */
  ContentDigest digest(SourceFile source) throws IOException {
    ContentDigest known = digests.get(source);
    if (known == null) {
      known = read(source.location());
      digests.put(source, known);
    }
    return known;
  }

  private ContentDigest read(String location) throws IOException {
    MessageDigest sha256 = ContentDigest.newDigest();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (ReadableByteChannel in = sources.open(location).open()) {
      while (in.read(buffer) >= 0) {
        sha256.update(buffer.flip());
        buffer.clear();
      }
    } catch (IOException e) {
      throw new IOException("cannot read " + location + ": " + e, e);
    }
    return ContentDigest.of(sha256);
  }
}
