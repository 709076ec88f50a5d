package io.hostward.net;

/** Makes text from outside safe to print on one line of a log or a terminal. */
public final class Printable {
  private static final int LONGEST = 500;

  private Printable() {}

  /**
   * Returns the text, cut after 500 characters, with those characters escaped that would break or
   * rearrange the line: control characters, line and paragraph separators, controls of writing
   * direction, halves of surrogate pairs.
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
    int at = 0;
    for (int count = 0; at < text.length(); count++) {
      if (count == LONGEST) {
        return printable.append("...").toString();
      }
      int character = text.codePointAt(at);
      if (isHarmful(character)) {
        printable.append(String.format("\\u%04x", character));
      } else {
        printable.appendCodePoint(character);
      }
      at += Character.charCount(character);
    }
    return printable.toString();
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
