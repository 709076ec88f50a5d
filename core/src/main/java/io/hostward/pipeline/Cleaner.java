package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what failed attempts may have left. Between two attempts it tries once; at the end of an
 * upload it waits for a vCenter that is away and for files that are locked, since a host that was
 * broken off needs a moment until it lets go. What remains then is told, and logged.
 */
final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

  private final Patience patience;
  private final Limits limits;

  Cleaner(Patience patience, Limits limits) {
    this.patience = patience;
    this.limits = limits;
  }

  /** Between two attempts: does not keep the next one waiting. */
  void sweep(UploadJob job) {
    if (job.events().account().remaining().isEmpty()) {
      return;
    }
    job.events().enter(Stage.CLEANUP);
    try (Cancellation.Cleanup time = job.cancellation().cleanup(limits.betweenAttempts())) {
      for (DatastorePath file : job.events().account().remaining()) {
        try {
          delete(job, file);
        } catch (Throwable e) {
          // Errors too: the next attempt may do better.
          LOG.debug("The temporary file {} could not be deleted yet: {}", file, e.toString());
        }
      }
    }
  }

  /** At the end of an upload. */
  void sweepAtLast(UploadJob job) {
    for (DatastorePath file : job.events().account().undecided()) {
      job.events().tell(origin -> new UploadEvent.Leftover(origin, file));
    }
    if (job.events().account().remaining().isEmpty()) {
      return;
    }
    job.events().enter(Stage.CLEANUP);
    try (Cancellation.Cleanup time = job.cancellation().cleanup(limits.unhurried())) {
      for (DatastorePath file : job.events().account().remaining()) {
        if (!isGone(job, file)) {
          LOG.warn("The temporary file {} remains, please delete it", file);
          job.events().tell(origin -> new UploadEvent.Leftover(origin, file));
        }
      }
    }
  }

  /** Whatever happens, an Error included, it must not hide how the upload itself ended. */
  private boolean isGone(UploadJob job, DatastorePath file) {
    try {
      return deletePatiently(job, file) || neverWas(job, file);
    } catch (Throwable e) {
      LOG.debug("The temporary file {} could not be deleted: {}", file, e.toString());
      return false;
    }
  }

  private boolean deletePatiently(UploadJob job, DatastorePath file) throws StepFailure {
    Iterator<Duration> pauses = limits.locked().iterator();
    Patience.Tries tries = patience.tries();
    while (true) {
      try {
        delete(job, file);
        return true;
      } catch (VSphereException e) {
        if (job.cancellation().isToLeave()) {
          throw job.run().brokenOff(Stage.CLEANUP, e);
        } else if (e.kind() == Kind.INTERRUPTED
            && Thread.interrupted()
            && job.cancellation().putOff()) {
          LOG.debug("Interrupted by others, there is still the time for cleaning up");
        } else if (e.kind() == Kind.LOCKED && pauses.hasNext()) {
          patience.take(pauses.next(), FailureDomain.DATASTORE, e, job.run(), Stage.CLEANUP);
        } else if (e.domain() == FailureDomain.VCENTER) {
          tries.waitAfter(e, job.run(), Stage.CLEANUP);
        } else {
          return false;
        }
      }
    }
  }

  /** A user who may not delete it may not have made it either: what is not there is not left. */
  private boolean neverWas(UploadJob job, DatastorePath file) throws StepFailure {
    if (patience.ask(job.run(), Stage.CLEANUP, () -> job.datastore().size(file)).isPresent()) {
      return false;
    }
    job.events().tell(origin -> new UploadEvent.Cleaned(origin, file));
    return true;
  }

  private static void delete(UploadJob job, DatastorePath file) throws VSphereException {
    job.datastore().delete(file);
    job.events().tell(origin -> new UploadEvent.Cleaned(origin, file));
  }
}
