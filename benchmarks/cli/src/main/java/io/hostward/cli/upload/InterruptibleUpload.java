package io.hostward.cli.upload;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Interruption;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Uploads so that Ctrl-C can break it off, and still tells how it ended. */
public final class InterruptibleUpload {
  private InterruptibleUpload() {}

  /**
   * Uploads and waits. If that is interrupted, the cleanup is waited for too.
   *
   * @throws CommandFailure if it failed or was interrupted
   */
  public static UploadResult await(
      Hostward hostward, UploadRequest request, Interruption interruption) throws CommandFailure {
    if (interruption.interrupted()) {
      throw CommandFailure.interrupted();
    }
    UploadEnd end = new UploadEnd(request.listener());
    CompletableFuture<UploadResult> upload = hostward.uploadAsync(request.heardBy(end));
    try (Interruption.Registration ignored = interruption.onInterrupt(() -> upload.cancel(true))) {
      return upload.get();
    } catch (InterruptedException e) {
      upload.cancel(true);
      throw CommandFailure.interrupted(end.outcome());
    } catch (ExecutionException | CancellationException e) {
      throw interruption.interrupted()
          ? CommandFailure.interrupted(end.outcome())
          : CommandFailure.of(e);
    }
  }
}
