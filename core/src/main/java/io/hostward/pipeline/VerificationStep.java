package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Transport;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Compares what is stored with what was sent. A status of success alone proves nothing. */
final class VerificationStep {
  private final Transport transport;

  VerificationStep(Transport transport) {
    this.transport = transport;
  }

  void verify(UploadJob job, Route route, DatastorePath file, TransferStep.Sent sent)
      throws RouteFailure {
    try {
      verifySize(job, file, sent);
      if (job.request().verification() == VerificationMode.SHA256) {
        verifyDigest(job, route, file, sent);
      }
    } catch (VSphereException e) {
      throw e.kind() == VSphereException.Kind.PERMISSION
          ? RouteFailure.ending(Stage.VERIFICATION, e)
          : RouteFailure.passing(Stage.VERIFICATION, e);
    } catch (IOException e) {
      throw RouteFailure.passing(Stage.VERIFICATION, e);
    }
  }

  private void verifySize(UploadJob job, DatastorePath file, TransferStep.Sent sent)
      throws IOException {
    OptionalLong stored = job.datastore().size(file);
    long expected = job.request().source().size();
    if (stored.isEmpty() || stored.getAsLong() != expected) {
      throw new IOException(
          String.format(
              "%s answered %d to %d bytes, but %s; the data is not safe there",
              sent.receipt().server(),
              sent.receipt().status(),
              expected,
              stored.isEmpty()
                  ? "there is no such file"
                  : stored.getAsLong() + " bytes are stored"));
    }
  }

  private void verifyDigest(UploadJob job, Route route, DatastorePath file, TransferStep.Sent sent)
      throws IOException, RouteFailure {
    ServiceTicket ticket =
        TransferStep.ticket(job, route, HttpMethod.GET, file, Stage.VERIFICATION);
    DigestSink sink = new DigestSink();
    Waiting.on(() -> transport.get(ticket, sink, bytes -> {}), job.cancellation());
    String stored = HexFormat.of().formatHex(sink.digest.digest());
    if (!stored.equals(sent.sha256())) {
      throw new IOException(
          String.format(
              "%s stored other bytes than were sent: SHA-256 %s read back, %s sent",
              sent.receipt().server(), stored, sent.sha256()));
    }
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
