package io.hostward.lab.state;

/**
 * Bytes that passed a server's doors, TLS records and all, at one instant.
 *
 * @param httpsIn received on the HTTPS port
 * @param httpsOut sent on the HTTPS port
 * @param nfcIn received on 902: by a host from vCenter or, for a copy, from another host; by
 *     vCenter from a host
 * @param nfcOut sent on 902
 */
public record Traffic(long httpsIn, long httpsOut, long nfcIn, long nfcOut) {

  /** What passed since an earlier instant. */
  public Traffic since(Traffic earlier) {
    return new Traffic(
        httpsIn - earlier.httpsIn,
        httpsOut - earlier.httpsOut,
        nfcIn - earlier.nfcIn,
        nfcOut - earlier.nfcOut);
  }

  /** All that was received. */
  public long in() {
    return httpsIn + nfcIn;
  }

  /** All that was sent. */
  public long out() {
    return httpsOut + nfcOut;
  }
}
