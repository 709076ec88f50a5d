package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.net.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import org.jspecify.annotations.Nullable;

/** A server's final answer: its status and as much of its text as is of interest. */
final class Answer {
  private final int status;
  private final @Nullable String location;
  private final AnswerText text = new AnswerText();

  Answer(HttpResponse head) {
    this.status = head.status().code();
    this.location = head.headers().get(HttpHeaderNames.LOCATION);
  }

  /** Returns true if another answer will follow. After 101 another protocol does. */
  static boolean isInterim(HttpResponse head) {
    return head.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && head.status().code() != 101;
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
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
  String words(Secret cookie) {
    String to =
        location == null ? "" : " to '" + AnswerText.blank(Printable.of(location), cookie) + "'";
    return status + to + ": " + StatusWords.of(status);
  }
}
