package io.hostward.lab.fault;

/** A port that a server listens on. */
public enum Entrance {
  /** The HTTPS port, 443 on a real server. */
  HTTPS,
  /** A host's port 902, over which vCenter relays. */
  NFC
}
