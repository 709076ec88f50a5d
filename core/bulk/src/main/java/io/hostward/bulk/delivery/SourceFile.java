package io.hostward.bulk.delivery;

import java.io.File;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that is to go somewhere, as far as it is known without reading it.
 *
 * @param location where it is: the path of a local file, or what else opens it
 * @param relative its path below the folder that was named, segments separated by {@code /}; its
 *     own name if it was named itself
 * @param size its bytes, as the folder or a manifest says; empty if nobody has looked yet
 * @param modified when it was last changed; empty if nobody has looked yet
 * @param digest its content's digest, where a manifest or an earlier run tells it
 */
public record SourceFile(
    String location,
    String relative,
    OptionalLong size,
    Optional<Instant> modified,
    Optional<ContentDigest> digest) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public SourceFile {
    if (size.isPresent() && size.getAsLong() < 0) {
      throw new IllegalArgumentException("a size is zero or more, was: " + size.getAsLong());
    }
  }

  /** Returns the own name of what stands at a location; empty if that is no file's. */
  public static String nameOf(String location) {
    int end = Math.max(location.lastIndexOf('/'), location.lastIndexOf(File.separatorChar));
    return location.substring(end + 1);
  }

  /** Returns the file's own name. */
  public String name() {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }

  /** Returns the folders of its relative path; empty if it has none. */
  public String folder() {
    int slash = relative.lastIndexOf('/');
    return slash < 0 ? "" : relative.substring(0, slash);
  }

  /** The same, as it was found when somebody looked. */
  public SourceFile measured(long bytes, Instant lastChanged) {
    return new SourceFile(
        location, relative, OptionalLong.of(bytes), Optional.of(lastChanged), digest);
  }

  /** The same with the digest of its content. */
  public SourceFile withDigest(ContentDigest content) {
    return new SourceFile(location, relative, size, modified, Optional.of(content));
  }
}
