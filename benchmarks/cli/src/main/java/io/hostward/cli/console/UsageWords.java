package io.hostward.cli.console;

import io.hostward.net.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words that hold for whoever typed it. */
final class UsageWords {
  /** More letters amiss than these, and another word was meant. */
  private static final int MOST_MISTYPED = 2;

  private UsageWords() {}

  static String of(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    CommandLine command = e.getCommandLine();
    String word = unmatched.getUnmatched().get(0);
    String quoted = "'" + Printable.of(word) + "'";
    if (unmatched.isUnknownOption()) {
      String option = word.replaceFirst("=.*", "");
      return "there is no option '"
          + Printable.of(option)
          + "'"
          + meant(option, command.getCommandSpec().optionsMap().keySet());
    }
    Collection<String> commands = command.getSubcommands().keySet();
    if (!commands.isEmpty()) {
      String near = meant(word, commands);
      return "there is no command "
          + quoted
          + (near.isEmpty() ? "; there are: " + String.join(", ", commands) : near);
    }
    return quoted + " is an argument too many";
  }

  private static String meant(String word, Collection<String> known) {
    List<String> near = known.stream().filter(name -> isNear(bare(word), bare(name))).toList();
    return near.isEmpty()
        ? ""
        : near.stream().sorted().collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  private static String bare(String word) {
    return word.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
  }

  // A name that was begun, or mistyped.
  private static boolean isNear(String word, String name) {
    return !word.isEmpty()
        && name.length() > 1
        && (name.startsWith(word)
            || distance(word, name) <= Math.min(MOST_MISTYPED, word.length() / 3));
  }

  /**
   * Returns how many letters have to be put in, left out, changed or swapped with their neighbours
   * to make one of the other.
   */
  private static int distance(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : step(from, to, least, i, j);
      }
    }
    return least[from.length()][to.length()];
  }

  private static int step(String from, String to, int[][] least, int i, int j) {
    char last = from.charAt(i - 1);
    int changed = least[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, 1 + least[i - 2][j - 2]) : best;
  }
}
