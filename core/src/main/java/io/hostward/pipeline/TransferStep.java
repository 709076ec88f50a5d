package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Transport;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Stage;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Takes a ticket and sends the bytes with it at once. */
final class TransferStep {
  private final Transport transport;
  private final Patience patience;

  TransferStep(Transport transport, Patience patience) {
    this.transport = transport;
    this.patience = patience;
  }

  /**
   * A finished transfer.
   *
   * @param sha256 of the bytes sent, empty unless the request is to be verified by it
   */
  record Sent(TransferReceipt receipt, String sha256) {}

  Sent send(UploadJob job, Route route, DatastorePath file) throws StepFailure {
    job.enter(Stage.TICKET);
    ServiceTicket ticket = ticket(job, route, HttpMethod.PUT, file, Stage.TICKET);
    job.enter(Stage.TRANSFER);
    UploadSource source = job.request().source();
    requireEmptyIfSaid(job);
    boolean digesting = job.request().verification() == VerificationMode.SHA256;
    DigestingSource digested = new DigestingSource(source, digesting);
    CompletableFuture<TransferReceipt> transfer;
    try {
      transfer = transport.put(ticket, digested, job.events().bytes(source.size()));
    } catch (RuntimeException e) {
      throw failed(Stage.TRANSFER, e).leaving(StepFailure.Trace.NOTHING);
    }
    TransferReceipt receipt = await(job, transfer, Stage.TRANSFER);
    if (receipt.bytes() != source.size()) {
      throw StepFailure.of(
          FailureDomain.HOST,
          Stage.TRANSFER,
          new IOException(
              String.format(
                  "%s took %d of %d bytes; nothing was published",
                  receipt.server(), receipt.bytes(), source.size())));
    }
    return new Sent(receipt, digesting ? digested.sha256() : "");
  }

  /** Of a source without a byte nothing is read, so nobody else would notice that it has some. */
  private static void requireEmptyIfSaid(UploadJob job) throws StepFailure {
    UploadSource source = job.request().source();
    if (source.size() > 0) {
      return;
    }
    try {
      source.verifyUnchanged();
    } catch (InterruptedIOException e) {
      throw job.run().brokenOff(Stage.TRANSFER, e).leaving(StepFailure.Trace.NOTHING);
    } catch (IOException e) {
      throw StepFailure.of(FailureDomain.SOURCE, Stage.TRANSFER, e)
          .leaving(StepFailure.Trace.NOTHING);
    }
  }

  /** The ticket for one request; without one, nothing is stored. */
  ServiceTicket ticket(
      UploadJob job, Route route, HttpMethod method, DatastorePath file, Stage stage)
      throws StepFailure {
    try {
      return patience.ask(job.run(), stage, () -> job.datastore().ticket(route, method, file));
    } catch (StepFailure e) {
      throw method == HttpMethod.PUT ? e.leaving(StepFailure.Trace.NOTHING) : e;
    }
  }

  /** Waits for a transfer; an interrupt cancels it. */
  static TransferReceipt await(
      UploadJob job, CompletableFuture<TransferReceipt> transfer, Stage stage) throws StepFailure {
    try {
      return TransferWait.on(transfer, job.cancellation()::caughtInterrupt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw job.run().brokenOff(stage, e);
    } catch (CancellationException e) {
      throw StepFailure.of(
          FailureDomain.REQUEST, stage, "the transfer was cancelled: the transport was closed", e);
    } catch (ExecutionException e) {
      throw failed(stage, e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * What a transport tells by an IOException is the server's. All else is its own code's failure,
   * or this process's, such as a want of memory: the next host would meet it too.
   */
  static StepFailure failed(Stage stage, Throwable cause) {
    if (cause instanceof TransferException transfer) {
      return StepFailure.of(stage, transfer);
    }
    return cause instanceof IOException
        ? StepFailure.of(FailureDomain.HOST, stage, cause)
        : StepFailure.unexpected(stage, "the transport failed: " + cause, cause);
  }
}
