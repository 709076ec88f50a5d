package io.hostward.upload;

import io.hostward.ranking.Rejection;
import java.util.List;

/**
 * No host can take the upload, and there is no relay or none is allowed: nothing was tried. The
 * message lists every host and its reason.
 */
public class NoRouteException extends UploadException {
  private static final long serialVersionUID = 1L;

  private final transient List<Rejection> rejections;

  public NoRouteException(String message, Outcome outcome, List<Rejection> rejections) {
    super(message, outcome, null);
    this.rejections = List.copyOf(rejections);
  }

  /**
   * Returns the hosts that mount the datastore and why each was refused. Empty after
   * deserialization.
   */
  public List<Rejection> rejections() {
    return rejections == null ? List.of() : rejections;
  }
}
