package io.hostward.net;

/**
 * Text that must reach no log: a password, a session cookie, a ticket. Only {@link #reveal} gives
 * it out; {@code toString} does not, and two secrets are equal only if they are the same object, so
 * that a collection cannot be used to guess one.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  /** Returns the text itself. Hand it to the wire and to nothing else. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
