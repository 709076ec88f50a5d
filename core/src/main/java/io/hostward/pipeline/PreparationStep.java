package io.hostward.pipeline;

import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at source and target where the request's terms need it; no call at all for an ordinary
 * upload.
 */
final class PreparationStep {
  void prepare(UploadJob job) throws UploadException {
    UploadRequest request = job.request();
    if (!request.source().canOpen()) {
      throw refusal(
          request.source().describe()
              + " was read already or is closed, and cannot be sent; hand in a new one",
          null);
    }
    try {
      if (!request.overwrite() && job.datastore().size(request.target()).isPresent()) {
        throw refusal(request.target() + " exists already and is not to be overwritten", null);
      }
      if (!request.source().isRepeatable()) {
        // A server that misses the folder says so after it has swallowed bytes, which could not be
        // sent again.
        job.datastore().makeFolder(request.target());
        job.footprint().folderIsMade();
      }
    } catch (VSphereException e) {
      throw refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static UploadException refusal(String why, @Nullable Throwable cause) {
    return new UploadException(Stage.PREPARATION, why, List.of(), cause);
  }
}
