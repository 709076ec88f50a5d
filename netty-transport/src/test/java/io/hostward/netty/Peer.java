package io.hostward.netty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;

/** One accepted connection, as the script of a {@link ScriptedServer} sees it. */
final class Peer {
  private final Socket plain;
  private final SSLSocket tls;
  private final InputStream in;
  private final OutputStream out;
  private long contentLength = -1;

  Peer(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.tls = tls;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  /** Reads a request's head, without the empty line. */
  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int unit = in.read();
      if (unit < 0) {
        throw new IOException("no head");
      }
      head.write(unit);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1).strip();
    contentLength =
        text.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return text;
  }

  long contentLength() {
    return contentLength;
  }

  /** Reads the whole body and returns its SHA-256. */
  String readBody() throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (long left = contentLength; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new IOException(left + " bytes are missing");
      }
      digest.update(buffer, 0, count);
      left -= count;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Reads some bytes and throws them away. */
  void read(long count) throws IOException {
    in.skipNBytes(count);
  }

  /** Reads until the client ends; returns how much came. */
  long drain() {
    long total = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
      }
    } catch (IOException e) {
      // A reset is an end as well.
      return total;
    }
    return total;
  }

  void answer(String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write("HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body);
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Closes TLS and socket in good order. */
  void close() throws IOException {
    tls.close();
  }

  /** Asks for another handshake, which TLS 1.2 allows. */
  void renegotiate() throws IOException {
    tls.startHandshake();
  }

  /** Loses bytes on their way, so that TLS answers the next ones with an alert. */
  void confuse() throws IOException {
    plain.getInputStream().skipNBytes(100);
    drain();
  }

  /** Says by TLS that no more comes, and leaves the socket open. */
  void endTls() throws IOException {
    tls.shutdownOutput();
  }

  /** Closes the socket under TLS; with unread bytes in it the kernel answers with a reset. */
  void slam() throws IOException {
    plain.close();
  }

  /** Resets the connection. */
  void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
