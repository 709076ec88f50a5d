package io.hostward.bulk.source;

import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/** A name in a folder, and what it stands for. */
record LocalEntry(Path path, BasicFileAttributes attributes) {

  /** Looks at what the name stands for, past links. */
  static LocalEntry follow(Path path) throws IOException {
    return look(path);
  }

  /** Looks at the name itself, a link as a link. */
  static LocalEntry itself(Path path) throws IOException {
    return look(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static LocalEntry look(Path path, LinkOption... options) throws IOException {
    try {
      return new LocalEntry(path, Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (IOException e) {
      throw new IOException("cannot look at " + path + ": " + words(e), e);
    }
  }

  /** The JDK's own messages are often the path and nothing else. */
  static String words(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    } else if (failure instanceof AccessDeniedException) {
      return "this user may not read it";
    } else if (failure instanceof NotDirectoryException) {
      return "it is no folder";
    } else if (failure instanceof FileSystemLoopException) {
      return "too many links";
    }
    return String.valueOf(failure.getMessage());
  }

  /**
   * Returns it as a source.
   *
   * @throws IOException if it is no regular file
   */
  SourceFile file(String relative) throws IOException {
    if (attributes.isDirectory()) {
      throw new IOException(path + " is a folder; name it as one");
    } else if (!attributes.isRegularFile()) {
      throw new IOException(path + " is no regular file");
    }
    return new SourceFile(
        LocalSources.location(path),
        relative,
        OptionalLong.of(attributes.size()),
        Optional.of(attributes.lastModifiedTime().toInstant()),
        Optional.empty());
  }
}
