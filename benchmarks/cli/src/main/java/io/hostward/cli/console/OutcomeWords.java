package io.hostward.cli.console;

import io.hostward.download.DownloadOutcome;
import io.hostward.inventory.DatastorePath;
import io.hostward.upload.Outcome;
import java.util.stream.Collectors;

/** What an upload or a download that was broken off left behind, in words. */
final class OutcomeWords {
  static final String UNKNOWN = "what stands under the target's name is not known: look";

  private OutcomeWords() {}

  static String of(Outcome outcome) {
    String leftovers =
        outcome.leftovers().stream().map(DatastorePath::toString).collect(Collectors.joining(", "));
    return target(outcome)
        + (leftovers.isEmpty() ? "" : "; to be deleted by hand, if it is there: " + leftovers);
  }

  static String of(DownloadOutcome outcome) {
    return outcome.leftovers().isEmpty()
        ? "nothing is left of it"
        : "to be deleted by hand: " + String.join(", ", outcome.leftovers());
  }

  private static String target(Outcome outcome) {
    return switch (outcome.target()) {
      case UNCHANGED -> "the target is as it was";
      case NEW -> "the new file was in place already";
      case PERHAPS_PART -> "a part of the file may stand under the target's name";
      case UNKNOWN -> UNKNOWN;
    };
  }
}
