package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.net.Secret;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of an answer's text and makes it fit for a message. */
final class AnswerText {
  private static final int LONGEST = 2048;
  private static final int SHORTEST_SECRET = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Copies what there is still room for; the buffer stays its owner's. */
  void append(ByteBuf piece) {
    int count = Math.min(piece.readableBytes(), LONGEST - bytes.size());
    for (int i = 0; i < count; i++) {
      bytes.write(piece.getByte(piece.readerIndex() + i));
    }
  }

  boolean isFull() {
    return bytes.size() >= LONGEST;
  }

  /** Returns the text on one line, without our own cookie should the server repeat it. */
  String without(Secret cookie) {
    return printable(blank(bytes.toString(StandardCharsets.UTF_8), cookie).strip());
  }

  /** Returns the text without the cookie, whole or its value alone. */
  static String blank(String text, Secret cookie) {
    String whole = cookie.reveal();
    String value = whole.substring(whole.indexOf('=') + 1).replace("\"", "");
    return blank(blank(text, whole), value);
  }

  private static String blank(String text, String secret) {
    return secret.length() < SHORTEST_SECRET ? text : text.replace(secret, "(secret)");
  }

  /** Printable cuts long texts; this one was cut already. */
  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    String flat = text.replaceAll("\\s+", " ");
    for (int at = 0; at < flat.length(); ) {
      int end = Math.min(flat.length(), at + 400);
      if (end < flat.length() && Character.isHighSurrogate(flat.charAt(end - 1))) {
        end--;
      }
      line.append(Printable.of(flat.substring(at, end)));
      at = end;
    }
    return line.toString();
  }
}
