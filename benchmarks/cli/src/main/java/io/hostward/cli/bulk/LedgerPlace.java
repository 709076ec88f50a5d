package io.hostward.cli.bulk;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the ledger lies if nobody says: in the folder for programs' state, under a name that the
 * same command gets again.
 */
final class LedgerPlace {
  private LedgerPlace() {}

  /**
   * Returns the ledger, whose folder is made if it is not there.
   *
   * @param words what the work is known by: server, sources, targets
   */
  static Path of(Map<String, String> environment, List<String> words) throws CommandFailure {
    Path folder = state(environment).resolve("hostward");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no place for the ledger in "
              + folder
              + " ("
              + CommandFailure.words(e)
              + "): name one by --ledger",
          e);
    }
    return folder.resolve("distribute-" + digest(words) + ".ledger");
  }

  private static Path state(Map<String, String> environment) {
    return path(environment, "XDG_STATE_HOME")
        .or(() -> path(environment, "LOCALAPPDATA"))
        .orElseGet(
            () ->
                Path.of(System.getProperty("user.home", "."), ".local", "state").toAbsolutePath());
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static String digest(List<String> words) {
    try {
      byte[] text = String.join("\0", words).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
