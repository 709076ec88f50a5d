package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts the failures of an upload into words. */
final class UploadFailures {
  private final HostAddress server;
  private final long size;

  UploadFailures(HostAddress server, long size) {
    this.server = server;
    this.size = size;
  }

  TransferException refused(Phase phase, Answer answer, ServiceTicket ticket, long bytes) {
    String text = answer.text(ticket.cookie());
    return new TransferException(
        phase,
        server
            + " answered "
            + answer.words(ticket)
            + after(bytes)
            + (text.isEmpty() ? "" : "; it said: " + text),
        bytes,
        answer.status(),
        text);
  }

  TransferException early(Answer answer, ServiceTicket ticket, long bytes) {
    return new TransferException(
        Phase.BODY,
        server
            + " answered "
            + answer.status()
            + " before it had the whole file"
            + after(bytes)
            + "; what it stored is not the file",
        bytes,
        answer.status(),
        answer.text(ticket.cookie()));
  }

  TransferException noAnswer(Duration waited) {
    return new TransferException(
        Phase.RESPONSE,
        server
            + " took all "
            + size
            + " bytes and gave no answer within "
            + waited.toSeconds()
            + " s; it may be flushing to slow storage: raise the answer timeout or look at the"
            + " datastore's latency",
        size,
        null);
  }

  TransferException stalled(Duration waited, long bytes, long held) {
    return new TransferException(
        Phase.BODY,
        server
            + " took no byte for "
            + waited.toMillis() / 1000.0
            + " s"
            + after(bytes)
            + (held > 0 ? " were sent and " + held + " on the wire not acknowledged" : "")
            + "; the host, its storage or the network hangs: use another host",
        bytes,
        null);
  }

  TransferException lost(@Nullable Throwable cause, boolean bodySent, long bytes) {
    if (OwnFailure.is(cause)) {
      return OwnFailure.of(bytes, cause);
    }
    return new TransferException(
        bodySent ? Phase.RESPONSE : Phase.BODY,
        server
            + Breakage.how(cause, " without an answer")
            + after(bytes)
            + "; perhaps the host restarted its web service, its datastore is full or the network"
            + " broke: try again or use another host",
        bytes,
        cause);
  }

  TransferException noHttp(@Nullable Throwable cause, long bytes) {
    return new TransferException(
        Phase.RESPONSE,
        server + " gave an answer that is not HTTP/1; check that the port is its HTTPS port",
        bytes,
        cause);
  }

  private String after(long bytes) {
    return ", after " + bytes + " of " + size + " bytes";
  }
}
