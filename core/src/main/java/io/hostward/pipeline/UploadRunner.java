package io.hostward.pipeline;

import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins uploads. Safe for use by many threads. */
public final class UploadRunner {
  private final UploadPipeline pipeline;
  private final WorkRunner runner;
  private final Time time;
  private final List<UploadListener> listeners;

  /**
   * Begins the pipeline's uploads.
   *
   * @param listeners hear of all of them
   */
  public UploadRunner(
      UploadPipeline pipeline, WorkRunner runner, Time time, List<UploadListener> listeners) {
    this.pipeline = pipeline;
    this.runner = runner;
    this.time = time;
    this.listeners = List.copyOf(listeners);
  }

  /** An upload that waits, runs or has ended. */
  private record Upload(UploadPipeline pipeline, UploadRequest request, UploadRun progress)
      implements Work<UploadResult> {
    @Override
    public String name() {
      return "the upload to " + request.target();
    }

    @Override
    public Cancellation cancellation() {
      return progress.cancellation();
    }

    @Override
    public Place place() {
      return progress.place();
    }

    @Override
    public boolean isTelling() {
      return progress.events().isTelling();
    }

    @Override
    public UploadResult run() throws UploadException {
      return pipeline.run(request, progress);
    }

    @Override
    public Throwable neverBegan(String reason, @Nullable Throwable cause) {
      return Ending.neverBegun(progress.events(), reason, cause);
    }
  }

  /**
   * Begins an upload. If the executor takes no more, the future has failed.
   *
   * @throws IllegalStateException if the runner was closed, or something of that id is under way
   */
  public WorkFuture<UploadResult> submit(UploadRequest request) {
    UUID id = request.id().orElseGet(UUID::randomUUID);
    List<UploadListener> all = new ArrayList<>(listeners);
    request.listener().ifPresent(all::add);
    UploadRun run =
        new UploadRun(
            new EventEmitter(request, id, time, all), runner.cancellation(), runner.place());
    return runner.submit(id, request.deadline(), new Upload(pipeline, request, run));
  }
}
