package io.hostward.bulk.source;

import io.hostward.net.Printable;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** Local files. */
final class LocalSources implements Sources {
  static final Sources INSTANCE = new LocalSources();

  private LocalSources() {}

  /** How a local file is written where it is to be found again from any folder. */
  static String location(Path path) {
    return path.toAbsolutePath().toString();
  }

  /**
   * Returns the location of a file that is looked for from a folder.
   *
   * @throws IllegalArgumentException if there can be no such file on this system
   */
  static String below(Path folder, String written) {
    try {
      return location(folder.resolve(written));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "this system has no path '" + Printable.of(written) + "': " + e.getReason(), e);
    }
  }

  @Override
  public Found look(String location) throws IOException {
    BasicFileAttributes found = attributes(Path.of(location));
    if (!found.isRegularFile()) {
      throw new IOException(location + " is no regular file");
    }
    return new Found(found.size(), found.lastModifiedTime().toInstant());
  }

  /** A file below a link that leads nowhere is not gone: what it leads to may not be mounted. */
  @Override
  public boolean isGone(String location, String folder) throws IOException {
    Path top = Path.of(folder);
    Path file;
    try {
      file = Path.of(location);
    } catch (InvalidPathException e) {
      // What this process cannot write may be there under just that name.
      return false;
    }
    Path at = file;
    while (at != null && at.startsWith(top)) {
      try {
        BasicFileAttributes found =
            Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return !at.equals(file)
            && (found.isDirectory() || (found.isSymbolicLink() && Files.isDirectory(at)));
      } catch (NoSuchFileException e) {
        at = at.getParent();
      } catch (IOException e) {
        throw new IOException("cannot look at " + at + ": " + e, e);
      }
    }
    throw new IOException("the source folder " + folder + " is not there");
  }

  @Override
  public Optional<String> emptied(String location, String folder) throws IOException {
    Path top = Path.of(folder);
    Path at;
    try {
      at = Path.of(location).getParent();
    } catch (InvalidPathException e) {
      throw new IOException("cannot look at " + Printable.of(location) + ": " + e.getReason(), e);
    }
    while (at != null && at.startsWith(top) && !at.equals(top)) {
      try {
        return holdsFiles(at) ? Optional.empty() : Optional.of(at.toString());
      } catch (NoSuchFileException e) {
        at = at.getParent();
      } catch (IOException e) {
        throw new IOException("cannot look into " + at + ": " + e, e);
      }
    }
    return Optional.empty();
  }

  // What leads elsewhere counts as a file; whether anything is there is not asked.
  private static boolean holdsFiles(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder.toRealPath())) {
      return below.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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

  @Override
  public UploadSource open(String location) throws IOException {
    return UploadSource.of(Path.of(location));
  }
}
