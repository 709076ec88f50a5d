package io.hostward.bulk.plan;

/** What comparing a delivery with its target came to. */
public enum Verdict {
  /** There is no such file. */
  MISSING(true),
  /** A file of another size is there. */
  OTHER_SIZE(true),
  /**
   * A file of another content is there, or one of which nothing is known; or one of the same size,
   * and the source was changed since it was put there.
   */
  OTHER_CONTENT(true),
  /** What the target holds could not be found out: whoever delivers has to look first. */
  NOT_COMPARED(true),
  /** It is there already. */
  SAME(false),
  /** An earlier run has sent it into a folder that is yet to appear: nothing is to be sent. */
  SENT(false),
  /** The local file cannot be read, or is not what a manifest says of it. */
  UNREADABLE(false);

  private final boolean open;

  Verdict(boolean open) {
    this.open = open;
  }

  /** Returns true if something is to be done about it. */
  public boolean isOpen() {
    return open;
  }
}
