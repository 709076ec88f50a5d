package io.hostward.netty;

import io.hostward.net.Secret;
import io.hostward.transfer.ServerAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What has come of the answer to a call: its head, and its body as it came, no longer than asked.
 */
final class CallAnswer {
  private final int status;
  private final List<Secret> setCookies;
  private final String encoding;
  private final long declared;
  private final boolean endsWithConnection;
  private final boolean mayStay;
  private final int longest;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean tooLong;

  CallAnswer(HttpResponse head, int longest) {
    boolean chunked = HttpUtil.isTransferEncodingChunked(head);
    this.status = head.status().code();
    this.setCookies =
        head.headers().getAll(HttpHeaderNames.SET_COOKIE).stream().map(Secret::of).toList();
    this.encoding =
        head.headers().get(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY.toString());
    this.declared = chunked ? -1 : HttpUtil.getContentLength(head, -1L);
    this.endsWithConnection = !chunked && declared < 0 && status != 204 && status != 304;
    this.mayStay =
        HttpUtil.isKeepAlive(head)
            && head.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && !endsWithConnection;
    this.longest = longest;
    this.tooLong = declared > longest;
  }

  /** What is left of an answer whose head cannot be read: nothing but its status. */
  private CallAnswer(int status) {
    this.status = status;
    this.setCookies = List.of();
    this.encoding = HttpHeaderValues.IDENTITY.toString();
    this.declared = -1;
    this.endsWithConnection = false;
    this.mayStay = false;
    this.longest = 0;
  }

  static CallAnswer damaged(HttpResponse head) {
    return new CallAnswer(head.status().code());
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Returns how much of the body came. */
  int received() {
    return body.size();
  }

  /** Returns how long the server said that its body is, or -1. */
  long declared() {
    return declared;
  }

  /** Returns true if the body ends where the connection does. */
  boolean endsWithConnection() {
    return endsWithConnection;
  }

  /** Returns true if the server takes another request on this connection. */
  boolean mayStay() {
    return mayStay;
  }

  /** Returns true if the body is packed in a way that was not asked for. */
  boolean isForeign() {
    return !isPlain() && !isPacked();
  }

  private boolean isPlain() {
    return HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding);
  }

  private boolean isPacked() {
    return HttpHeaderValues.GZIP.contentEqualsIgnoreCase(encoding)
        || HttpHeaderValues.X_GZIP.contentEqualsIgnoreCase(encoding);
  }

  String encoding() {
    return encoding;
  }

  /** Copies the piece unless that would be too much; the buffer stays its owner's. */
  void append(ByteBuf piece) {
    int count = piece.readableBytes();
    if (tooLong || count > longest - body.size()) {
      tooLong = true;
      return;
    }
    try {
      piece.getBytes(piece.readerIndex(), body, count);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
  }

  boolean isTooLong() {
    return tooLong;
  }

  /**
   * Unpacks the body; takes its time.
   *
   * @throws IOException if it is not packed as it says
   */
  ServerAnswer unpacked() throws IOException {
    byte[] plain = body.toByteArray();
    if (isPacked() && plain.length > 0) {
      try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(plain))) {
        plain = unpacking.readNBytes(longest);
        tooLong = unpacking.read() >= 0;
      }
    }
    return new ServerAnswer(status, setCookies, plain);
  }
}
