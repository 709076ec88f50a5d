package io.hostward.cli.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a file can be written, before the work is done whose results it is to hold: after a
 * night's work it is too late to learn that.
 */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Fails unless the file can be written now. What it holds stays, and a file that was not there is
   * not there afterwards.
   *
   * @param option what names it, for the message
   * @param file nothing is looked at if there is none
   */
  public static void require(String option, @Nullable Path file) throws CommandFailure {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(option + " names a file, and '" + file + "' is a folder");
    } else if (folder == null || !Files.isDirectory(folder)) {
      throw CommandFailure.usage(
          option + ": there is no folder for the file " + file + "; make it first");
    }
    try {
      open(file);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          option + ": '" + file + "' cannot be written: " + CommandFailure.words(e),
          e);
    }
  }

  private static void open(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      FileChannel.open(file, StandardOpenOption.WRITE).close();
    } else if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      Files.delete(file);
    }
    // A device or a pipe may do something when it is opened, or wait for its reader.
  }
}
