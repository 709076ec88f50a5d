package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts the failures of a download into words. */
final class DownloadFailures {
  private final HostAddress server;

  DownloadFailures(HostAddress server) {
    this.server = server;
  }

  TransferException refused(Answer answer, ServiceTicket ticket) {
    String text = answer.text(ticket.cookie());
    return new TransferException(
        Phase.RESPONSE,
        server + " answered " + answer.words(ticket) + (text.isEmpty() ? "" : "; it said: " + text),
        0,
        answer.status(),
        text);
  }

  TransferException endless(FileHead head) {
    return new TransferException(
        Phase.RESPONSE,
        server
            + (head.plain()
                ? " sends the file without saying where it ends"
                : " sends the file compressed although that was not asked for")
            + "; check that no proxy is in the way",
        0,
        null);
  }

  /** A part that does not join what is there, or does not say what it is. */
  TransferException otherPart(long offset, FileHead head) {
    return new TransferException(
        Phase.RESPONSE,
        server
            + " was asked for the file from byte "
            + offset
            + " on and sends "
            + head.range().map(FileHead.Range::toString).orElse("a part that it does not name")
            + "; download it anew",
        0,
        null);
  }

  TransferException cutShort(long received, @Nullable FileHead head, @Nullable Throwable cause) {
    if (OwnFailure.is(cause)) {
      return OwnFailure.of(received, cause);
    }
    return new TransferException(
        head == null ? Phase.RESPONSE : Phase.BODY,
        server
            + Breakage.how(
                cause, head == null ? " without an answer" : " after " + progress(received, head))
            + "; what was read is not the whole file: try again",
        received,
        cause);
  }

  TransferException silent(Duration waited, long received, @Nullable FileHead head) {
    return new TransferException(
        head == null ? Phase.RESPONSE : Phase.BODY,
        server
            + (head == null ? " gave no answer within " : " sent nothing for ")
            + waited.toMillis() / 1000.0
            + " s"
            + (head == null ? "" : ", after " + progress(received, head))
            + "; the host or its storage hangs: try again later",
        received,
        new SocketTimeoutException());
  }

  TransferException deaf(Duration waited) {
    return new TransferException(
        Phase.RESPONSE,
        server
            + " did not take the request for "
            + waited.toMillis() / 1000.0
            + " s; the host or the network hangs: try again later",
        0,
        new SocketTimeoutException());
  }

  TransferException sink(Throwable cause, long received) {
    if (OwnFailure.is(cause)) {
      return OwnFailure.of(received, cause);
    }
    return new TransferException(
        Phase.BODY,
        "what was read from " + server + " cannot be written: " + cause.getMessage(),
        received,
        cause);
  }

  TransferException noHttp(@Nullable Throwable cause, long received, @Nullable FileHead head) {
    return new TransferException(
        head == null ? Phase.RESPONSE : Phase.BODY,
        server
            + " gave an answer that is not HTTP/1"
            + (head == null
                ? "; check that the port is its HTTPS port"
                : ", after "
                    + progress(received, head)
                    + "; what was read is not the whole file: try again"),
        received,
        cause);
  }

  private static String progress(long received, FileHead head) {
    return head.chunked() ? received + " bytes" : received + " of " + head.length() + " bytes";
  }
}
