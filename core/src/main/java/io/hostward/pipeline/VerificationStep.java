package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Transport;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.upload.Stage;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Compares what is stored with what was sent. A status of success alone proves nothing. */
final class VerificationStep {
  private final Transport transport;
  private final Patience patience;
  private final TransferStep tickets;

  VerificationStep(Transport transport, Patience patience, TransferStep tickets) {
    this.transport = transport;
    this.patience = patience;
    this.tickets = tickets;
  }

  /** Returns the SHA-256, if the request is to be verified by it. */
  Optional<String> verify(UploadJob job, Route route, DatastorePath file, TransferStep.Sent sent)
      throws StepFailure {
    boolean unseen = job.isStaged() && file.equals(job.request().target());
    boolean digest = job.request().verification() == VerificationMode.SHA256;
    if (unseen && !digest) {
      // The caller looks at all files of the folder at once.
      return Optional.empty();
    }
    job.enter(Stage.VERIFICATION);
    if (!unseen) {
      verifySize(job, file, sent.receipt());
    }
    if (!digest) {
      return Optional.empty();
    }
    verifyDigest(job, route, file, sent);
    return Optional.of(sent.sha256());
  }

  private void verifySize(UploadJob job, DatastorePath file, TransferReceipt receipt)
      throws StepFailure {
    OptionalLong stored =
        patience.ask(job.run(), Stage.VERIFICATION, () -> job.datastore().size(file));
    long expected = job.request().source().size();
    if (stored.isEmpty() || stored.getAsLong() != expected) {
      throw wrong(
          String.format(
              "%s answered %d to %d bytes, but %s; the data is not safe there",
              receipt.server(),
              receipt.status(),
              expected,
              stored.isEmpty()
                  ? "there is no such file"
                  : stored.getAsLong() + " bytes are stored"));
    }
  }

  private void verifyDigest(UploadJob job, Route route, DatastorePath file, TransferStep.Sent sent)
      throws StepFailure {
    ServiceTicket ticket = tickets.ticket(job, route, HttpMethod.GET, file, Stage.VERIFICATION);
    DigestSink sink = new DigestSink();
    CompletableFuture<TransferReceipt> reading;
    try {
      reading = transport.get(ticket, sink, bytes -> {});
    } catch (RuntimeException e) {
      throw TransferStep.failed(Stage.VERIFICATION, e);
    }
    TransferStep.await(job, reading, Stage.VERIFICATION);
    String stored = HexFormat.of().formatHex(sink.digest.digest());
    if (!stored.equals(sent.sha256())) {
      throw wrong(
          String.format(
              "%s stored other bytes than were sent: SHA-256 %s read back, %s sent",
              sent.receipt().server(), stored, sent.sha256()));
    }
  }

  private static StepFailure wrong(String what) {
    return StepFailure.of(FailureDomain.HOST, Stage.VERIFICATION, new IOException(what));
  }

  private static final class DigestSink implements WritableByteChannel {
    private final MessageDigest digest = Sha256.newDigest();

    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      digest.update(bytes);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
