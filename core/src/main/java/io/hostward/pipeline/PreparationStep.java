package io.hostward.pipeline;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at source and target where the request's terms need it, and where the body is so large that
 * a look costs nothing beside it; no call at all for an ordinary small upload.
 */
final class PreparationStep {
  private static final Logger LOG = LoggerFactory.getLogger(PreparationStep.class);

  /** Takes about half a second on a line of 1 Gb/s; a search, some hundredths. */
  private static final long LARGE = 64L << 20;

  /** No file system below a datastore has longer ones. */
  private static final int LONGEST_NAME = 255;

  private final Patience patience;

  PreparationStep(Patience patience) {
    this.patience = patience;
  }

  void prepare(UploadJob job) throws StepFailure {
    UploadRequest request = job.request();
    if (!request.source().canOpen()) {
      throw StepFailure.refusal(
          Stage.PREPARATION,
          request.source().describe()
              + " was read already or is closed, and cannot be sent; hand in a new one");
    }
    requireShortNames(request.target());
    if (!request.overwrite()) {
      requireNothing(job);
    }
    if (request.source().size() >= LARGE && !job.isStaged()) {
      lookAhead(job);
    }
    if (!request.source().isRepeatable()) {
      // A server without the folder says so only after it has taken bytes, which could not be sent
      // again.
      makeFolder(job);
    }
  }

  private static void requireShortNames(DatastorePath target) throws StepFailure {
    for (String name : target.path().split("/", -1)) {
      int length = name.getBytes(StandardCharsets.UTF_8).length;
      if (length > LONGEST_NAME) {
        throw StepFailure.refusal(
            Stage.PREPARATION,
            String.format(
                "%s has a name of %d bytes in it; a datastore takes %d at most",
                target, length, LONGEST_NAME));
      }
    }
  }

  private void requireNothing(UploadJob job) throws StepFailure {
    DatastorePath target = job.request().target();
    Optional<DatastoreEntry> found =
        patience.ask(job.run(), Stage.PREPARATION, () -> job.datastore().find(target));
    if (found.isPresent()) {
      throw StepFailure.refusal(
          Stage.PREPARATION,
          found.get().isFolder()
              ? Obstacle.isFolder(target)
              : target + " exists already and is not to be overwritten");
    }
  }

  /** Spares a large body that would be refused; where vCenter does not tell, the body will. */
  private static void lookAhead(UploadJob job) throws StepFailure {
    Optional<String> obstacle;
    try {
      obstacle =
          job.request().overwrite()
              ? Obstacle.to(job.request().target(), job.datastore())
              : Obstacle.above(job.request().target(), job.datastore());
    } catch (VSphereException e) {
      if (e.domain() == FailureDomain.VCENTER) {
        LOG.debug("Whether {} can be written is not known yet", job.request().target(), e);
        return;
      }
      throw e.kind() == Kind.INTERRUPTED
          ? job.run().brokenOff(Stage.PREPARATION, e)
          : StepFailure.of(Stage.PREPARATION, e);
    }
    if (obstacle.isPresent()) {
      throw StepFailure.refusal(Stage.PREPARATION, obstacle.get());
    }
  }

  void makeFolder(UploadJob job) throws StepFailure {
    patience.ask(
        job.run(),
        Stage.PREPARATION,
        () -> {
          job.datastore().makeFolder(job.request().target());
          return true;
        });
    job.events().tell(origin -> new UploadEvent.FolderMade(origin, job.request().target()));
  }
}
