package io.hostward.transfer;

/** A server's answer is longer than the caller was ready to read: it must ask for less. */
public final class LongAnswerException extends TransferException {
  private static final long serialVersionUID = 1L;

  public LongAnswerException(String message) {
    super(Phase.RESPONSE, message, 0, null);
  }
}
