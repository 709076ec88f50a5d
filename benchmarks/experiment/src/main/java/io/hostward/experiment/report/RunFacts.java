package io.hostward.experiment.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an experiment was done with.
 *
 * @param command the exact command, without passwords
 * @param version of Hostward
 * @param java version and vendor of the runtime
 * @param system operating system and architecture
 * @param processors how many the runtime sees
 * @param server what it was done against
 * @param startedAt when it began
 */
public record RunFacts(
    String command,
    String version,
    String java,
    String system,
    int processors,
    String server,
    String startedAt) {
  /** What stands before the host in a URL. */
  private static final Pattern USER = Pattern.compile("(^|://)[^/@\\s]*:[^/@\\s]*@");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,%+@*-]+");

  /** Takes down what this process is. */
  public static RunFacts of(
      List<String> command, String version, String server, Instant startedAt) {
    StringBuilder line = new StringBuilder("hostward");
    command.forEach(
        word -> line.append(' ').append(quoted(USER.matcher(word).replaceAll("$1***@"))));
    return new RunFacts(
        line.toString(),
        version,
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name").toLowerCase(Locale.ROOT)
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        server,
        startedAt.toString());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
