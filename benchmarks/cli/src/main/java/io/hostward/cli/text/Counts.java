package io.hostward.cli.text;

/** Says how many there are of something: {@code 1 file}, {@code 2 files}. */
public final class Counts {
  private Counts() {}

  /**
   * Returns the number and the word.
   *
   * @param one the word for one of them, to which an {@code s} is added for more
   */
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /**
   * Returns the number and the word.
   *
   * @param one the word for one of them
   * @param more the word for none or several
   */
  public static String of(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }
}
