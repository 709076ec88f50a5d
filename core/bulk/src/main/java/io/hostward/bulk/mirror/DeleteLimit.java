package io.hostward.bulk.mirror;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may be deleted. More than that, and nothing is.
 *
 * <p>A number is of all files together. A share is of the files that a run delivers, for each
 * source folder on each datastore by itself, so that a folder that is empty by mistake does not
 * hide behind a large one; where it comes to less than one file, one may go.
 *
 * @param number how many, or how many percent
 * @param percent whether it is a share
 */
public record DeleteLimit(long number, boolean percent) {
  /** A tenth. */
  public static final DeleteLimit DEFAULT = new DeleteLimit(10, true);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(%?)");

  public DeleteLimit {
    if (number < 0 || (percent && number > 100)) {
      throw new IllegalArgumentException(
          "a limit is a number from 0, or from 0% to 100%, was: " + number + (percent ? "%" : ""));
    }
  }

  /**
   * Reads a limit, such as {@code 25} or {@code 10%}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DeleteLimit parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a limit is a number of files or a share such as 10%, was: '" + text + "'");
    }
    return new DeleteLimit(Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /**
   * Returns how many may go from one source folder on one datastore.
   *
   * @param delivered how many files this run delivers there
   */
  long most(long delivered) {
    if (!percent) {
      return number;
    }
    return number == 0 || delivered == 0 ? 0 : Math.max(1, delivered * number / 100);
  }

  @Override
  public String toString() {
    return number + (percent ? "%" : "");
  }
}
