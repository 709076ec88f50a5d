package io.hostward.bulk.source;

import io.hostward.bulk.delivery.Joined;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files that are to go. May be opened several times, by several threads. */
@FunctionalInterface
public interface FileSource {

  /**
   * Lists the files, lazily, in no particular order. Close the stream. A failure while it is read
   * arrives as {@link java.io.UncheckedIOException}.
   *
   * @param passedOver hears of what is left out, on the thread that reads the stream; not of what
   *     the rules exclude
   * @throws IOException if what was named is not there
   */
  Stream<SourceFile> open(Consumer<PassedOver> passedOver) throws IOException;

  /** A file under its own name. A link that is named is followed. */
  static FileSource file(Path file) {
    return passedOver -> {
      SourceFile found = LocalEntry.follow(file).file(file.getFileName().toString());
      return Stream.of(found);
    };
  }

  /**
   * All files below a folder, at any depth, each under its path from there. A link that is named is
   * followed; those below are treated as said.
   *
   * @param folder the folder
   * @param rules which files are let through
   * @param links what is done with symbolic links
   */
  static FileSource folder(Path folder, PathRules rules, Links links) {
    return passedOver -> FolderWalk.open(folder, rules, links, passedOver);
  }

  /** Several, one after the other. */
  static FileSource all(List<FileSource> several) {
    return passedOver ->
        Joined.of(
            several.stream()
                .map(one -> (Joined.Part<SourceFile>) () -> one.open(passedOver))
                .toList());
  }
}
