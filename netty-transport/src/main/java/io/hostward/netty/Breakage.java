package io.hostward.netty;

import io.hostward.net.Printable;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What may be said of why a connection broke. */
final class Breakage {
  private Breakage() {}

  /**
   * Returns the one that says more: a TLS alert makes writes fail too, with an exception that says
   * little more than that the connection is closed; and where this process failed, everything else
   * follows from that. Null if neither says anything.
   */
  static @Nullable Throwable telling(@Nullable Throwable first, @Nullable Throwable second) {
    Throwable one = bare(first);
    Throwable other = bare(second);
    if (OwnFailure.is(one) || OwnFailure.is(other)) {
      return OwnFailure.is(one) ? one : other;
    }
    return one == null || (other instanceof SSLException && !(one instanceof SSLException))
        ? other
        : one;
  }

  /**
   * Returns what is told by it, or null: what Netty says of bytes that it cannot read repeats them.
   */
  private static @Nullable Throwable bare(@Nullable Throwable cause) {
    Throwable at =
        cause instanceof DecoderException || cause instanceof ChannelOutputShutdownException
            ? cause.getCause()
            : cause;
    return at instanceof NotSslRecordException || at instanceof ClosedChannelException ? null : at;
  }

  private static boolean isRenegotiation(@Nullable Throwable cause) {
    return cause instanceof RenegotiationGuard.Asked;
  }

  /** Returns how the server ended the connection, and when. */
  static String how(@Nullable Throwable cause, String when) {
    return isRenegotiation(cause)
        ? " asked to renegotiate TLS in mid-connection, which Hostward does not do (let the server"
            + " speak TLS 1.3 or switch renegotiation off),"
            + when
        : " closed the connection" + when + words(cause);
  }

  /** Returns what it says, in brackets behind a space, or nothing. */
  private static String words(@Nullable Throwable cause) {
    Throwable told = bare(cause);
    if (told == null) {
      return "";
    }
    String message = told instanceof IOException ? told.getMessage() : null;
    return " (" + Printable.of(message == null ? told.getClass().getSimpleName() : message) + ")";
  }
}
