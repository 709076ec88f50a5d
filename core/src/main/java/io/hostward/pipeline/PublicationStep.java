package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a verified file its final name.
 *
 * <p>A move that failed may have taken place all the same: its answer was lost, or it was sent
 * twice on its way and the second found nothing to move. So the datastore is asked. The temporary
 * name was ours alone and stood a moment ago: its absence says that the move took place.
 */
final class PublicationStep {
  private static final Logger LOG = LoggerFactory.getLogger(PublicationStep.class);
  private static final int TRIES = 3;

  /** Answers that say for sure that nothing was moved, if the move was asked for once. */
  private static final Set<Kind> CERTAIN =
      EnumSet.of(Kind.PERMISSION, Kind.ALREADY_EXISTS, Kind.AMBIGUOUS);

  /** Failures that say nothing about the file. */
  private static final Set<Kind> PASSING = EnumSet.of(Kind.NO_ANSWER, Kind.SESSION);

  void publish(UploadJob job, DatastorePath from) throws RouteFailure {
    // Once begun it is seen through: broken off, nobody could say which file the target holds.
    try (Cancellation.Shield shield = job.cancellation().shield()) {
      moveSurely(job, from);
    }
  }

  private void moveSurely(UploadJob job, DatastorePath from) throws RouteFailure {
    for (int tries = 1; ; tries++) {
      try {
        job.datastore().move(from, job.request().target(), job.request().overwrite());
        return;
      } catch (VSphereException e) {
        boolean again = wasInterrupted(job) || PASSING.contains(e.kind());
        if (tries == 1 && CERTAIN.contains(e.kind())) {
          throw RouteFailure.ending(Stage.PUBLICATION, e);
        }
        if (tookPlace(job, from, e)) {
          LOG.debug("The move took place in spite of: {}", e.getMessage());
          return;
        }
        if (!again || tries == TRIES) {
          throw RouteFailure.ending(Stage.PUBLICATION, e);
        }
      }
    }
  }

  private boolean tookPlace(UploadJob job, DatastorePath from, VSphereException failure)
      throws RouteFailure {
    try {
      if (job.datastore().size(from).isPresent()) {
        return false;
      }
      OptionalLong target = job.datastore().size(job.request().target());
      if (target.orElse(-1) == job.request().source().size()) {
        return true;
      }
    } catch (VSphereException e) {
      failure.addSuppressed(e);
    }
    job.footprint().target(Footprint.Target.OLD_OR_NEW);
    throw RouteFailure.ending(Stage.PUBLICATION, failure);
  }

  /** An interrupt by others, which no shield keeps off. */
  private static boolean wasInterrupted(UploadJob job) {
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      job.cancellation().caughtInterrupt();
    }
    return interrupted;
  }
}
