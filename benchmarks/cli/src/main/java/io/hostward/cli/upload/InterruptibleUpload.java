package io.hostward.cli.upload;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Interruption;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Uploads so that Ctrl-C can break it off. */
public final class InterruptibleUpload {
  private InterruptibleUpload() {}

  /**
   * Uploads and waits. If that is interrupted, the cleanup goes on, and closing Hostward waits for
   * it.
   *
   * @throws CommandFailure if it failed or was interrupted
   */
  public static UploadResult await(
      Hostward hostward, UploadRequest request, Interruption interruption) throws CommandFailure {
    if (interruption.interrupted()) {
      throw CommandFailure.interrupted();
    }
    CompletableFuture<UploadResult> upload = hostward.uploadAsync(request);
    try (Interruption.Registration ignored = interruption.onInterrupt(() -> upload.cancel(true))) {
      return upload.get();
    } catch (InterruptedException e) {
      upload.cancel(true);
      throw CommandFailure.interrupted();
    } catch (ExecutionException | java.util.concurrent.CancellationException e) {
      throw CommandFailure.of(e);
    }
  }
}
