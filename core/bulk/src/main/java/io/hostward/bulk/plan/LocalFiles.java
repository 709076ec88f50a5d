package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at local files: what a manifest says of one is not believed before. */
final class LocalFiles {
  private static final int REMEMBERED = 1000;

  // One file goes to many datastores, and is read once for all of them.
  private final Map<SourceFile, ContentDigest> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceFile, ContentDigest> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Returns the source with its size and time.
   *
   * @throws IOException if it is no file, or not of the size that it is said to be of
   */
  SourceFile measured(SourceFile source) throws IOException {
    if (source.size().isPresent() && source.modified().isPresent()) {
      return source;
    }
    BasicFileAttributes found = attributes(source.path());
    if (!found.isRegularFile()) {
      throw new IOException(source.path() + " is no regular file");
    }
    if (source.size().isPresent() && source.size().getAsLong() != found.size()) {
      throw new IOException(
          source.path()
              + " has "
              + found.size()
              + " bytes, and the manifest says "
              + source.size().getAsLong());
    }
    return source.measured(found.size(), found.lastModifiedTime().toInstant());
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + path, e);
    } catch (IOException e) {
      throw new IOException("cannot look at " + path + ": " + e, e);
    }
  }

  /** Reads the file and returns its digest. */
  ContentDigest digest(SourceFile source) throws IOException {
    ContentDigest known = digests.get(source);
    if (known == null) {
      known = read(source.path());
      digests.put(source, known);
    }
    return known;
  }

  private static ContentDigest read(Path path) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new IOException("cannot read " + path + ": " + e, e);
    }
    return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
