package io.hostward.bulk.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that is being read. */
final class OpenFolder {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFolder.class);

  private final LocalEntry folder;
  private final String relative;
  private final DirectoryStream<Path> names;
  private final Iterator<Path> rest;

  private OpenFolder(LocalEntry folder, String relative, DirectoryStream<Path> names) {
    this.folder = folder;
    this.relative = relative;
    this.names = names;
    this.rest = names.iterator();
  }

  /** Returns its path below the folder that was named; empty if it is that. */
  String relative() {
    return relative;
  }

  static OpenFolder of(LocalEntry folder, String relative) throws IOException {
    return new OpenFolder(folder, relative, Files.newDirectoryStream(folder.path()));
  }

  Path path() {
    return folder.path();
  }

  Optional<Path> next() {
    return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }

  /** Returns the path of one of its names below the top. */
  String below(Path name) {
    return relative.isEmpty() ? name.getFileName().toString() : relative + "/" + name.getFileName();
  }

  boolean isSame(LocalEntry other) throws IOException {
    Object key = folder.attributes().fileKey();
    // Where the file system has no keys, the paths are compared, past links.
    return key == null
        ? Files.isSameFile(folder.path(), other.path())
        : key.equals(other.attributes().fileKey());
  }

  void close() {
    try {
      names.close();
    } catch (IOException e) {
      LOG.debug("{} did not close: {}", folder.path(), e.toString());
    }
  }
}
