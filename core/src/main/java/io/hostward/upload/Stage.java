package io.hostward.upload;

/** The stages of an upload, in their order. */
public enum Stage {
  /** Asking which hosts mount the datastore. */
  INVENTORY,
  /** Ranking them. */
  SELECTION,
  /** Looking at the target: is there a file already, is there its folder? */
  PREPARATION,
  /** Asking for permission to send one request to one server. */
  TICKET,
  /** Sending the bytes. */
  TRANSFER,
  /** Comparing what arrived with what was sent. */
  VERIFICATION,
  /** Giving the file its final name. */
  PUBLICATION,
  /** Removing what a failed attempt left behind. */
  CLEANUP
}
