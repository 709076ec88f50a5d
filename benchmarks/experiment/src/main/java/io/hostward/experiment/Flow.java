package io.hostward.experiment;

/**
 * Bytes that went into and out of one server, with what TLS adds.
 *
 * @param server {@code vCenter}, or the host's name in the inventory
 * @param in443 received on HTTPS
 * @param out443 sent on HTTPS
 * @param in902 received on the stand-in for port 902
 * @param out902 sent on it
 */
public record Flow(String server, long in443, long out443, long in902, long out902) {
  /** The name that stands for the vCenter. */
  public static final String VCENTER = "vCenter";

  /** Returns what passed since an earlier count of the same server. */
  public Flow since(Flow earlier) {
    return new Flow(
        server,
        in443 - earlier.in443,
        out443 - earlier.out443,
        in902 - earlier.in902,
        out902 - earlier.out902);
  }

  /** Returns all that came in. */
  public long in() {
    return in443 + in902;
  }

  /** Returns all that went out. */
  public long out() {
    return out443 + out902;
  }
}
