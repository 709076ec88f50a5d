package io.hostward.lab.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a datastore go. */
public sealed interface StorageMode {

  /**
   * Real files below a directory.
   *
   * @param root the directory; null for a temporary one that is deleted when the lab closes
   */
  record Directory(@Nullable Path root) implements StorageMode {}

  /**
   * Nowhere: only name, size, time and SHA-256 of each file are kept, and the content of small
   * ones. For transfers larger than the disk.
   *
   * @param keepUpTo files up to this size in bytes keep their content and can be read again
   * @param hash whether SHA-256 is computed; false for raw speed
   */
  record Discard(long keepUpTo, boolean hash) implements StorageMode {}

  /** Real files below a temporary directory. */
  static StorageMode temporaryDirectory() {
    return new Directory(null);
  }

  /** Discards, hashes, and keeps the content of files up to 64 KiB. */
  static StorageMode discard() {
    return new Discard(64 * 1024, true);
  }
}
