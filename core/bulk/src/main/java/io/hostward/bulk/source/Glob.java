package io.hostward.bulk.source;

import java.util.regex.Pattern;

/** Turns a pattern with stars into a regular expression. */
final class Glob {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private int depth;

  private Glob(String glob) {
    this.glob = glob;
  }

  static String regex(String glob) {
    return new Glob(glob).translate();
  }

  private String translate() {
    while (at < glob.length()) {
      int character = glob.codePointAt(at);
      at += Character.charCount(character);
      switch (character) {
        case '*' -> stars();
        case '?' -> regex.append("[^/]");
        case '[' -> characterClass();
        case '\\' -> escaped();
        case '{' -> open();
        case '}' -> close();
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> literal(character);
      }
    }
    if (depth > 0) {
      throw refused("every '{' has its '}'");
    }
    return regex.toString();
  }

  private void stars() {
    boolean several = false;
    while (at < glob.length() && glob.charAt(at) == '*') {
      several = true;
      at++;
    }
    regex.append(several ? ".*" : "[^/]*");
  }

  private void characterClass() {
    boolean negated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
    int start = negated ? at + 1 : at;
    // A bracket right after the first is one of the characters.
    int end = glob.indexOf(']', start + 1);
    if (end < 0) {
      throw refused("every '[' has its ']'");
    }
    // What has a meaning in a class of Java's, but none in a glob's.
    String characters = glob.substring(start, end).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    regex.append(negated ? "[^/" : "(?!/)[").append(characters).append(']');
    at = end + 1;
    try {
      Pattern.compile("[" + characters + "]");
    } catch (java.util.regex.PatternSyntaxException e) {
      throw refused("a range goes from the smaller to the larger character");
    }
  }

  private void escaped() {
    if (at == glob.length()) {
      throw refused("a backslash stands before the character that it protects");
    }
    int character = glob.codePointAt(at);
    at += Character.charCount(character);
    literal(character);
  }

  private void open() {
    depth++;
    regex.append("(?:");
  }

  private void close() {
    if (depth == 0) {
      throw refused("every '}' has its '{'");
    }
    depth--;
    regex.append(')');
  }

  private void literal(int character) {
    regex.append(Pattern.quote(Character.toString(character)));
  }

  private IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException("in a pattern " + rule + ", was: '" + glob + "'");
  }
}
