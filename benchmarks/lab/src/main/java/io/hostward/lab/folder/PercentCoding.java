package io.hostward.lab.folder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes and encodes parts of a URL as the real servers do: UTF-8, and {@code +} is a space. */
final class PercentCoding {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private PercentCoding() {}

  /**
   * Decodes {@code %XX} and {@code +}.
   *
   * @throws IllegalArgumentException for a broken escape or bytes that are no UTF-8
   */
  static String decode(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        out.put((byte) (digit(raw, i + 1) << 4 | digit(raw, i + 2)));
        i += 2;
      } else {
        out.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("percent-encoded bytes must be UTF-8", e);
    }
  }

  private static int digit(byte[] raw, int index) {
    int value = index < raw.length ? Character.digit((char) raw[index], 16) : -1;
    if (value < 0) {
      throw new IllegalArgumentException("% must be followed by two hex digits");
    }
    return value;
  }

  /** Encodes everything but unreserved characters. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && PLAIN.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b));
      }
    }
    return out.toString();
  }
}
