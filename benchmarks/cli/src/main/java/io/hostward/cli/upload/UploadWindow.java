package io.hostward.cli.upload;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Interruption;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has so many uploads under way at once and no more, whatever number there is to come. Ctrl-C
 * breaks off those that are under way, whose cleanup is waited for, and no other begins. For one
 * thread, which hears of every end.
 */
final class UploadWindow {
  private final Hostward hostward;
  private final Interruption interruption;
  private final int most;
  private final BlockingQueue<Finish> finishes = new LinkedBlockingQueue<>();
  private final Map<Integer, Running> running = new HashMap<>();
  private volatile boolean threadInterrupted;

  /**
   * A window.
   *
   * @param most how many uploads are under way at once, at least 1
   */
  UploadWindow(Hostward hostward, Interruption interruption, int most) {
    this.hostward = hostward;
    this.interruption = interruption;
    this.most = most;
  }

  /** Hears how each upload ended, in the order of their ends. */
  interface Ends {
    void uploaded(FileUpload upload, UploadResult result);

    void failed(FileUpload upload, CommandFailure failure);
  }

  private record Running(
      UploadEnd end,
      CompletableFuture<UploadResult> future,
      Interruption.Registration registration) {}

  /**
   * An end.
   *
   * @param interrupted whether the user had interrupted by then
   */
  private record Finish(
      FileUpload upload,
      @Nullable UploadResult result,
      @Nullable Throwable failure,
      boolean interrupted) {}

  /**
   * Uploads until all have ended, or there was an interruption and those that had begun have.
   *
   * @return how many began
   */
  int run(Iterator<FileUpload> uploads, Ends ends) {
    int begun = 0;
    while (true) {
      while (running.size() < most && uploads.hasNext() && !isInterrupted()) {
        begin(uploads.next());
        begun++;
      }
      if (running.isEmpty()) {
        return begun;
      }
      tell(next(), ends);
    }
  }

  private void tell(Finish finish, Ends ends) {
    Running ended = Objects.requireNonNull(running.remove(finish.upload().index()));
    ended.registration().close();
    if (finish.result() != null) {
      ends.uploaded(finish.upload(), finish.result());
    } else if (finish.interrupted() || finish.failure() == null) {
      ends.failed(finish.upload(), CommandFailure.interrupted(ended.end().outcome()));
    } else {
      ends.failed(finish.upload(), CommandFailure.of(finish.failure()));
    }
  }

  private boolean isInterrupted() {
    return threadInterrupted || interruption.interrupted();
  }

  private void begin(FileUpload upload) {
    UploadRequest request = upload.request();
    UploadEnd end = new UploadEnd(request.listener());
    CompletableFuture<UploadResult> future = hostward.uploadAsync(request.heardBy(end));
    var unused =
        future.whenComplete(
            (result, failure) ->
                finishes.add(new Finish(upload, result, failure, isInterrupted())));
    running.put(
        upload.index(),
        new Running(end, future, interruption.onInterrupt(() -> future.cancel(true))));
  }

  /** A future is done only after the cleanup, so that this waits for that too. */
  private Finish next() {
    while (true) {
      try {
        return finishes.take();
      } catch (InterruptedException e) {
        threadInterrupted = true;
        running.values().forEach(upload -> upload.future().cancel(true));
      }
    }
  }
}
