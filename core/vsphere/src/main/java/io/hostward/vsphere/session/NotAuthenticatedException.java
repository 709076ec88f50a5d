package io.hostward.vsphere.session;

/**
 * The session is gone, which shows not by a fault but by an answer: an empty one, or one whose
 * parts are all withheld.
 */
final class NotAuthenticatedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotAuthenticatedException(String message) {
    super(message);
  }
}
