package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes temporary files. What cannot be deleted now is tried again after the next attempt. A host
 * that was broken off needs a moment until it lets go of the file, so at the end of the upload
 * locked ones are waited for; what remains then is logged and named in the upload's exception.
 */
final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

  /** Some ten seconds in all. */
  private static final List<Duration> PATIENCE =
      Stream.of(50, 100, 200, 400, 800, 1_500, 3_000, 4_000).map(Duration::ofMillis).toList();

  private final Pause pause;

  Cleaner(Pause pause) {
    this.pause = pause;
  }

  /** Between two attempts: does not keep the next one waiting. */
  void sweep(UploadJob job) {
    sweep(job, List.of());
  }

  /** At the end of an upload. */
  void sweepAtLast(UploadJob job) {
    sweep(job, PATIENCE);
    for (DatastorePath file : job.footprint().temporary()) {
      LOG.warn("The temporary file {} remains, please delete it", file);
    }
  }

  private void sweep(UploadJob job, List<Duration> patience) {
    if (job.footprint().temporary().isEmpty()) {
      return;
    }
    job.progress().enter(Stage.CLEANUP);
    // A cancelled upload is interrupted, and would be too interrupted to clean up after itself; and
    // one that is cancelled now must not drop its broom.
    try (Cancellation.Shield shield = job.cancellation().shield()) {
      Iterator<Duration> pauses = patience.iterator();
      while (deleteAll(job) && pauses.hasNext()) {
        take(job, pauses.next());
      }
    }
  }

  /** Returns true if some are locked, and only a matter of time. */
  private boolean deleteAll(UploadJob job) {
    boolean locked = false;
    for (DatastorePath file : job.footprint().temporary()) {
      Optional<Exception> failure = delete(job, file);
      if (failure.isPresent() && Thread.interrupted()) {
        job.cancellation().caughtInterrupt();
        failure = delete(job, file);
      }
      locked |=
          failure.isPresent()
              && failure.get() instanceof VSphereException refusal
              && refusal.kind() == VSphereException.Kind.LOCKED;
    }
    return locked;
  }

  private Optional<Exception> delete(UploadJob job, DatastorePath file) {
    try {
      job.datastore().delete(file);
      job.footprint().removeTemporary(file);
      return Optional.empty();
    } catch (VSphereException | RuntimeException e) {
      // Whatever it is, it must not hide how the upload itself ended.
      LOG.debug("The temporary file {} could not be deleted: {}", file, e.toString());
      return Optional.of(e);
    }
  }

  private void take(UploadJob job, Duration time) {
    try {
      pause.take(time);
    } catch (InterruptedException e) {
      job.cancellation().caughtInterrupt();
    }
  }
}
