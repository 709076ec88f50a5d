package io.hostward.lab.folder;

/** A request is refused with a status; the reason is for the lab's own log, not for the client. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
