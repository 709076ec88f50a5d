package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.LocaleEncoding;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.Printable;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is uploaded: files, and standard input. */
final class LocalSources {
  private final InputStream in;
  private final Optional<ByteSize> size;
  private final LocaleEncoding locale;

  /**
   * Sources of a process.
   *
   * @param in its standard input
   * @param size how much that holds, if the user said so
   * @param locale how names are read
   */
  LocalSources(InputStream in, Optional<ByteSize> size, LocaleEncoding locale) {
    this.in = in;
    this.size = size;
    this.locale = locale;
  }

  /**
   * Returns a source by its name on the command line.
   *
   * @throws CommandFailure if it cannot be read, or is no file
   */
  UploadSource source(String name) throws CommandFailure {
    if (name.equals(UploadTargets.STANDARD_INPUT)) {
      return new StdinSource(
          in,
          size.orElseThrow(
                  () ->
                      CommandFailure.usage("the size of standard input must be stated: add --size"))
              .bytes());
    }
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(
          "'" + Printable.of(name) + "' is a folder, and files alone are uploaded: name its files");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw CommandFailure.usage(
          "'"
              + Printable.of(name)
              + "' is a pipe or a device, which tells no size: let standard input read it and"
              + " upload that, for example: hostward upload --size 1GiB - TARGET < "
              + Printable.of(name));
    }
    requireReadableFolder(file);
    if (DatastoreTarget.namesDatastore(name) && Files.notExists(file)) {
      throw CommandFailure.usage(
          "there is no file '" + Printable.of(name) + "'; the target comes last, behind the files");
    }
    try {
      return UploadSource.of(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, CommandFailure.words(e), e);
    }
  }

  // Relative names are resolved against the working folder, whose own name came through the locale.
  private void requireReadableFolder(Path file) throws CommandFailure {
    if (!file.isAbsolute()
        && Files.notExists(file)
        && Files.notExists(Path.of("").toAbsolutePath())) {
      throw CommandFailure.usage(locale.unreadable("the name of this folder"));
    }
  }
}
