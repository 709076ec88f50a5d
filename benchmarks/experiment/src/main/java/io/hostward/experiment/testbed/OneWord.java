package io.hostward.experiment.testbed;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;

/** Properties as one word, in which they travel to and from a process of the testbed. */
public final class OneWord {
  private OneWord() {}

  /** Writes properties. */
  public static String of(Properties properties) throws IOException {
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IOException if it is no such word
   */
  public static Properties properties(String word) throws IOException {
    Properties properties = new Properties();
    try {
      byte[] text = Base64.getDecoder().decode(word);
      properties.load(new StringReader(new String(text, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException("not properties in one word: " + word, e);
    }
    return properties;
  }
}
