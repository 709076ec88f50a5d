package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.net.Secret;
import io.hostward.transfer.ServiceTicket;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * A server's final answer: its status and as much of its text as is of interest. The status counts
 * even if the lines below it cannot be read.
 */
final class Answer {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final int status;
  private final @Nullable String damage;
  private final @Nullable String location;
  private final AnswerText text = new AnswerText();

  Answer(HttpResponse head) {
    this.status = head.status().code();
    this.damage = damage(head);
    this.location = head.headers().get(HttpHeaderNames.LOCATION);
  }

  /** Returns true if its first line is that of a final answer, or of the last one of HTTP/1. */
  static boolean isFinal(HttpObject part) {
    return part instanceof HttpResponse head
        && isHttp1(head)
        && (head.status().code() == SWITCHING_PROTOCOLS
            || (head.status().code() >= 200 && head.status().code() < 600));
  }

  /** Returns true if another answer will follow. After 101 another protocol does. */
  static boolean isInterim(HttpObject part) {
    return part instanceof HttpResponse head
        && isHttp1(head)
        && head.status().code() >= 100
        && head.status().code() < 200
        && head.status().code() != SWITCHING_PROTOCOLS;
  }

  private static boolean isHttp1(HttpResponse head) {
    return head.protocolVersion().equals(HttpVersion.HTTP_1_1)
        || head.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  /** Returns what is wrong with the lines below an answer's first one, or null. */
  static @Nullable String damage(HttpObject part) {
    Throwable cause = part.decoderResult().cause();
    if (cause == null) {
      return null;
    }
    String where = part instanceof HttpResponse ? "with a head" : "with a body";
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
        ? where + " of more than " + Dial.HEADER_BYTES / 1024 + " KiB, which is all that is read"
        : where + " that is not HTTP/1";
  }

  int status() {
    return status;
  }

  /**
   * Returns true if a PUT was carried out. vSphere answers 200 or 201; 204 is what HTTP knows
   * besides for a file that was replaced. Any other success is none: 202 speaks of a file that is
   * yet to be stored, 206 of a part of one.
   */
  boolean isSuccess() {
    return !isDamaged() && (status == 200 || status == 201 || status == 204);
  }

  /** Returns true if nothing below the first line can be read; no more will come of it. */
  boolean isDamaged() {
    return damage != null;
  }

  void append(ByteBuf piece) {
    text.append(piece);
  }

  boolean isFull() {
    return text.isFull();
  }

  String text(Secret cookie) {
    return text.without(cookie);
  }

  /** Returns the status with its meaning and, for a redirection, where it points. */
  String words(ServiceTicket ticket) {
    String to =
        location == null
            ? ""
            : " to '" + AnswerText.blank(Printable.of(location), ticket.cookie()) + "'";
    return status
        + to
        + (damage == null ? "" : ", " + damage)
        + ": "
        + StatusWords.of(status, Advice.of(ticket));
  }
}
