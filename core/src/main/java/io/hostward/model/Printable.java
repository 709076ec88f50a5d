package io.hostward.model;

/** Makes text from outside safe to print on one line of a log or a terminal. */
public final class Printable {
  private static final int LONGEST = 500;

  private Printable() {}

  /** Returns the text with control characters escaped, cut after 500 characters. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
    for (int i = 0; i < text.length(); i++) {
      if (i == LONGEST) {
        return printable.append("...").toString();
      }
      char unit = text.charAt(i);
      if (Character.isISOControl(unit) || Character.isSurrogate(unit) && !isPaired(text, i)) {
        printable.append(String.format("\\u%04x", (int) unit));
      } else {
        printable.append(unit);
      }
    }
    return printable.toString();
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
