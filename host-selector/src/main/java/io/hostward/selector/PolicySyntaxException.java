package io.hostward.selector;

/** A policy's string cannot be read. The message names the position and what would be valid. */
public class PolicySyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /** A mistake at a position, counted from 1. */
  public PolicySyntaxException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** Returns where in the string the mistake is, counted from 1. */
  public int position() {
    return position;
  }
}
