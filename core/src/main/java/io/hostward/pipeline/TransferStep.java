package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Transport;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Takes a ticket and sends the bytes with it at once. */
final class TransferStep {
  private final Transport transport;

  TransferStep(Transport transport) {
    this.transport = transport;
  }

  /**
   * A finished transfer.
   *
   * @param sha256 of the bytes sent, empty unless the request is to be verified by it
   */
  record Sent(TransferReceipt receipt, String sha256) {}

  Sent send(UploadJob job, Route route, DatastorePath file) throws RouteFailure {
    job.enter(Stage.TICKET);
    ServiceTicket ticket = ticket(job, route, HttpMethod.PUT, file, Stage.TICKET);
    job.enter(Stage.TRANSFER);
    // From here on the file may exist, however the transfer ends.
    if (job.isAtomic()) {
      job.footprint().addTemporary(file);
    } else {
      job.footprint().target(Footprint.Target.PERHAPS_PARTIAL);
    }
    try {
      return put(job, ticket);
    } catch (TransferException e) {
      throw RouteFailure.of(Stage.TRANSFER, e);
    } catch (IOException e) {
      throw RouteFailure.passing(Stage.TRANSFER, e);
    }
  }

  private Sent put(UploadJob job, ServiceTicket ticket) throws IOException {
    UploadSource source = job.request().source();
    boolean digesting = job.request().verification() == VerificationMode.SHA256;
    DigestingSource digested = new DigestingSource(source, digesting);
    LongConsumer progress = job.mark().bytes().andThen(job.progress().transfer(source.size()));
    TransferReceipt receipt =
        Waiting.on(() -> transport.put(ticket, digested, progress), job.cancellation());
    if (receipt.bytes() != source.size()) {
      throw new IOException(
          String.format(
              "%s took %d of %d bytes; nothing was published",
              receipt.server(), receipt.bytes(), source.size()));
    }
    return new Sent(receipt, digesting ? digested.sha256() : "");
  }

  static ServiceTicket ticket(
      UploadJob job, Route route, HttpMethod method, DatastorePath file, Stage stage)
      throws RouteFailure {
    try {
      return job.datastore().ticket(route, method, file);
    } catch (VSphereException e) {
      throw RouteFailure.passing(stage, e);
    }
  }
}
