package io.hostward.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads small text files that people wrote, wherever: UTF-8 with or without a byte order mark,
 * UTF-16 with one. Whatever else there is cannot be told apart for sure, and a guess would yield
 * another text; it is refused.
 */
public final class TextFile {
  private static final int LARGEST = 1 << 20;

  private TextFile() {}

  /**
   * Returns the text, line ends as they are.
   *
   * @throws IOException if the file cannot be read, is larger than 1 MiB, or is no such text; the
   *     message names the file and never its content
   */
  public static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new IOException(file + " is larger than 1 MiB, and so not the text that is wanted");
    }
    String text = decode(file, bytes);
    if (text.indexOf('\0') >= 0) {
      throw new IOException(
          file + " holds zero bytes, as UTF-16 without a byte order mark does: save it as UTF-8");
    }
    return text;
  }

  /** Returns the lines of a text, without their ends; {@link #read} tells what is thrown. */
  public static List<String> lines(Path file) throws IOException {
    return read(file).lines().toList();
  }

  private static String decode(Path file, byte[] bytes) throws IOException {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return decode(file, bytes, 3, StandardCharsets.UTF_8);
    } else if (startsWith(bytes, 0xfe, 0xff)) {
      return decode(file, bytes, 2, StandardCharsets.UTF_16BE);
    } else if (startsWith(bytes, 0xff, 0xfe)) {
      return decode(file, bytes, 2, StandardCharsets.UTF_16LE);
    }
    return decode(file, bytes, 0, StandardCharsets.UTF_8);
  }

  private static String decode(Path file, byte[] bytes, int from, Charset charset)
      throws IOException {
    try {
      // A new decoder refuses what it cannot read, where String would replace it.
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no " + charset + " text: save it as UTF-8", e);
    }
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xff) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
