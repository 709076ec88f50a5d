package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests by file name, as {@code sha256sum} writes and checks them: a sidecar of the folder whose
 * files it lists. Immutable.
 */
public final class DigestList {
  /** The most files of a list; more are refused. */
  public static final int MOST_FILES = 50_000;

  private static final int LONGEST_LINE = 8 * 1024;
  private static final Pattern LINE = Pattern.compile("(\\\\?)([0-9A-Fa-f]{64}) [ *](.+)");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([nr\\\\])");

  private final Map<String, ContentDigest> digests;

  private DigestList(Map<String, ContentDigest> digests) {
    this.digests = Map.copyOf(digests);
  }

  /**
   * Reads a list; empty lines count for nothing. The reader is not closed.
   *
   * @throws IOException if it cannot be read, or a line is none of a list; the message gives its
   *     number
   */
  public static DigestList read(Reader text) throws IOException {
    BufferedReader lines = new BufferedReader(text);
    Map<String, ContentDigest> digests = new HashMap<>();
    StringBuilder line = new StringBuilder();
    for (int number = 1; next(lines, line, number); number++) {
      if (!line.toString().isBlank()) {
        put(digests, line, number);
      }
    }
    return new DigestList(digests);
  }

  private static void put(Map<String, ContentDigest> digests, CharSequence line, int number)
      throws IOException {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || digests.size() == MOST_FILES) {
      throw new IOException(
          "line "
              + number
              + " of the list of digests is not '<64 hexadecimal digits>  <file>', or there are"
              + " more than "
              + MOST_FILES);
    }
    String name = matcher.group(3);
    digests.put(
        matcher.group(1).isEmpty() ? name : unescaped(name), new ContentDigest(matcher.group(2)));
  }

  // sha256sum marks a line whose file name holds a backslash or a line break.
  private static String unescaped(String name) {
    return ESCAPE
        .matcher(name)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  default -> "\\\\";
                });
  }

  private static boolean next(Reader lines, StringBuilder line, int number) throws IOException {
    line.setLength(0);
    int character = lines.read();
    if (character < 0) {
      return false;
    }
    while (character >= 0 && character != '\n') {
      if (line.length() == LONGEST_LINE) {
        throw new IOException("line " + number + " of the list of digests has no end");
      }
      line.append((char) character);
      character = lines.read();
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return true;
  }

  /** Returns the digest of a file, by its own name; {@code ./} may stand before it in the list. */
  public Optional<ContentDigest> of(String name) {
    return Optional.ofNullable(digests.getOrDefault(name, digests.get("./" + name)));
  }
}
