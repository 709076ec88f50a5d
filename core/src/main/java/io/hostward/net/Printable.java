package io.hostward.net;

/** Makes text from outside safe to print on one line of a log or a terminal, and counts things. */
public final class Printable {
  private static final int LONGEST = 500;

  private Printable() {}

  /**
   * Returns the text, cut after 500 characters, with those characters escaped that would break or
   * rearrange the line: control characters, line and paragraph separators, controls of writing
   * direction, halves of surrogate pairs.
   */
  public static String of(String text) {
    return escaped(text, LONGEST, false);
  }

  /** Returns the text as {@link #of} does, but whole. */
  public static String whole(String text) {
    return escaped(text, Integer.MAX_VALUE, false);
  }

  /**
   * Returns a message as {@link #whole} does, but for its line breaks, which stay. Every message of
   * a failure goes through here, so that no name from outside can make it read as another.
   */
  public static String message(String text) {
    return escaped(text, Integer.MAX_VALUE, true);
  }

  /**
   * Says how many there are of something: {@code 1 file}, {@code 2 files}.
   *
   * @param one the word for one of them, to which an {@code s} is added for none and for several
   */
  public static String count(long count, String one) {
    return count(count, one, one + "s");
  }

  /**
   * Says how many there are of something.
   *
   * @param one the word for one of them
   * @param more the word for none and for several
   */
  public static String count(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }

  private static String escaped(String text, int longest, boolean withLines) {
    if (text.length() <= longest && text.codePoints().noneMatch(Printable::isHarmful)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
    int at = 0;
    for (int count = 0; at < text.length(); count++) {
      if (count == longest) {
        return printable.append("...").toString();
      }
      int character = text.codePointAt(at);
      if (isHarmful(character) && !(withLines && isLineBreak(text, at))) {
        printable.append(String.format("\\u%04x", character));
      } else {
        printable.appendCodePoint(character);
      }
      at += Character.charCount(character);
    }
    return printable.toString();
  }

  /** A line feed, or the carriage return before one; alone, that would overwrite the line. */
  private static boolean isLineBreak(String text, int at) {
    return text.startsWith("\n", at) || text.startsWith("\r\n", at);
  }

  private static boolean isHarmful(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Of the format characters, joiners belong to names in many scripts; direction controls can
      // make a log line read as another.
      case Character.FORMAT -> isDirectionControl(character);
      default -> false;
    };
  }

  private static boolean isDirectionControl(int character) {
    return character == 0x061c
        || character == 0x200e
        || character == 0x200f
        || (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
