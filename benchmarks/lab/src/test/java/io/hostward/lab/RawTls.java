package io.hostward.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;

/** A TLS socket driven by hand, for what a well-behaved client would not do or hides. */
final class RawTls implements AutoCloseable {
  private final Socket plain;
  private final SSLSocket socket;

  private RawTls(Socket plain, SSLSocket socket) {
    this.plain = plain;
    this.socket = socket;
  }

  static RawTls connect(String address, int port) throws IOException {
    Socket plain = new Socket(address, port);
    SSLSocket socket =
        (SSLSocket) Web.TRUSTING.getSocketFactory().createSocket(plain, address, port, true);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return new RawTls(plain, socket);
  }

  X509Certificate certificate() throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  void head(String requestLine, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: lab\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    send(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Sends zeros until all are sent or the connection breaks; how many were sent. */
  long sendUntilBroken(long bytes) {
    byte[] chunk = new byte[64 * 1024];
    long sent = 0;
    try {
      while (sent < bytes) {
        int n = (int) Math.min(chunk.length, bytes - sent);
        socket.getOutputStream().write(chunk, 0, n);
        sent += n;
      }
    } catch (IOException e) {
      // The point of it.
    }
    return sent;
  }

  /** All that can still be read, up to the end or the break of the connection. */
  String readAnswer() {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      int n = in.read(buffer);
      while (n > 0) {
        answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        n = in.read(buffer);
      }
    } catch (IOException e) {
      // What came before the break is what counts.
    }
    return answer.toString();
  }

  /** Without the close_notify of TLS, which would wait for ever behind a write that is blocked. */
  @Override
  public void close() throws IOException {
    plain.close();
  }
}
