package io.hostward.pipeline;

import io.hostward.download.DownloadException;
import io.hostward.download.DownloadListener;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins downloads. Safe for use by many threads. */
public final class DownloadRunner {
  private final DownloadPipeline pipeline;
  private final WorkRunner runner;
  private final Time time;
  private final List<DownloadListener> listeners;

  /**
   * Begins downloads by the policy, memory and patience of uploads.
   *
   * @param listeners hear of all of them
   */
  public DownloadRunner(
      UploadPipeline pipeline, WorkRunner runner, Time time, List<DownloadListener> listeners) {
    this.pipeline = pipeline.downloads();
    this.runner = runner;
    this.time = time;
    this.listeners = List.copyOf(listeners);
  }

  /** A download that waits, runs or has ended. */
  private record Download(DownloadPipeline pipeline, DownloadRun progress)
      implements Work<DownloadResult> {
    @Override
    public String name() {
      return "the download of " + progress.request().source();
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
    public DownloadResult run() throws DownloadException {
      return pipeline.run(progress);
    }

    @Override
    public Throwable neverBegan(String reason, @Nullable Throwable cause) {
      return DownloadEnding.neverBegan(progress.events(), reason, cause);
    }
  }

  /**
   * Begins a download. If the executor takes no more, the future has failed.
   *
   * @throws IllegalStateException if the runner was closed, or something of that id is under way
   */
  public WorkFuture<DownloadResult> submit(DownloadRequest request) {
    UUID id = request.id().orElseGet(UUID::randomUUID);
    List<DownloadListener> all = new ArrayList<>(listeners);
    request.listener().ifPresent(all::add);
    DownloadRun run =
        new DownloadRun(
            new DownloadEvents(request, id, time, all), runner.cancellation(), runner.place());
    return runner.submit(id, request.deadline(), new Download(pipeline, run));
  }
}
