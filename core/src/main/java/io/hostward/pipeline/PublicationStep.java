package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a verified file its final name.
 *
 * <p>A move that failed may have taken place all the same: its answer was lost, and asked for again
 * it finds nothing to move. So both names are looked up before it is asked for again. The temporary
 * name was ours alone and stood a moment ago: its absence says that the move took place, unless the
 * server itself says that it found nothing to move before any move went unanswered.
 *
 * <p>A move without an answer may be carried out late, even after one that was answered. If the
 * names do not tell that it was, nothing is known once it is given up, and nothing is deleted.
 */
final class PublicationStep {
  private static final Logger LOG = LoggerFactory.getLogger(PublicationStep.class);

  /** Answers that say for sure that nothing was moved, if the move was asked for once. */
  private static final Set<Kind> CERTAIN =
      EnumSet.of(
          Kind.PERMISSION,
          Kind.ALREADY_EXISTS,
          Kind.AMBIGUOUS,
          Kind.INVALID,
          Kind.NO_SPACE,
          Kind.NOT_WRITABLE,
          Kind.CANCELLED);

  /**
   * No answers: the move may be under way still. The session and the connection may have gone after
   * its task began. A fault is an answer, the server's or the task's own; some may be of a task
   * that runs on, which no name of a fault tells, and the look at the names must do.
   */
  private static final Set<Kind> UNANSWERED =
      EnumSet.of(Kind.NO_ANSWER, Kind.INTERRUPTED, Kind.SESSION, Kind.LOGIN, Kind.CLOSED);

  private final Patience patience;
  private final Limits limits;

  PublicationStep(Patience patience, Limits limits) {
    this.patience = patience;
    this.limits = limits;
  }

  void publish(UploadJob job, DatastorePath from) throws StepFailure {
    job.enter(Stage.PUBLICATION);
    Patience.Tries tries = patience.tries();
    Iterator<Duration> pauses = limits.locked().iterator();
    boolean unanswered = false;
    for (boolean first = true; ; first = false) {
      try {
        job.datastore().move(from, job.request().target(), job.request().overwrite());
        patience.answered();
        return;
      } catch (VSphereException e) {
        if (first && CERTAIN.contains(e.kind())) {
          throw failure(job, e);
        }
        boolean missed = e.kind() == Kind.NOT_FOUND && !unanswered;
        unanswered |= UNANSWERED.contains(e.kind());
        try {
          if (tookPlace(job, from, e, missed)) {
            LOG.debug("The move took place in spite of: {}", e.getMessage());
            return;
          }
          waitAfter(e, job, tries, pauses);
        } catch (StepFailure givenUp) {
          throw unanswered ? givenUp.leaving(StepFailure.Trace.UNKNOWN) : givenUp;
        }
      }
    }
  }

  private void waitAfter(
      VSphereException e, UploadJob job, Patience.Tries tries, Iterator<Duration> pauses)
      throws StepFailure {
    if (e.kind() == Kind.LOCKED && pauses.hasNext()) {
      patience.take(pauses.next(), FailureDomain.DATASTORE, e, job.run(), Stage.PUBLICATION);
    } else {
      tries.waitAfter(e, job.run(), Stage.PUBLICATION);
    }
  }

  /**
   * Looks up both names.
   *
   * @param missed whether the server found nothing to move though no move can have taken place: who
   *     took the file away is not known, and a target as long as it proves nothing
   */
  private boolean tookPlace(
      UploadJob job, DatastorePath from, VSphereException failure, boolean missed)
      throws StepFailure {
    try (Cancellation.Cleanup time = job.cancellation().cleanup(limits.unhurried())) {
      if (lookUp(job, from).isPresent()) {
        if (failure.kind() == Kind.INTERRUPTED) {
          throw failure(job, failure);
        }
        return false;
      }
      OptionalLong target = lookUp(job, job.request().target());
      if (!missed && target.orElse(-1) == job.request().source().size()) {
        return true;
      }
    } catch (VSphereException e) {
      failure.addSuppressed(e);
    }
    throw failure(job, failure).leaving(StepFailure.Trace.UNKNOWN);
  }

  /** With patience, unless the upload is to end: then once. */
  private OptionalLong lookUp(UploadJob job, DatastorePath file)
      throws StepFailure, VSphereException {
    if (job.cancellation().isRequested()) {
      return job.datastore().size(file);
    }
    try {
      return patience.ask(job.run(), Stage.PUBLICATION, () -> job.datastore().size(file));
    } catch (StepFailure e) {
      if (e.getCause() instanceof VSphereException unknown) {
        throw unknown;
      }
      throw e;
    }
  }

  private static StepFailure failure(UploadJob job, VSphereException e) {
    return job.cancellation().isRequested()
        ? job.run().brokenOff(Stage.PUBLICATION, e)
        : StepFailure.of(Stage.PUBLICATION, e);
  }
}
