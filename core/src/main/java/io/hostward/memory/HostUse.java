package io.hostward.memory;

import java.util.Optional;

/**
 * What this process itself has been doing with one host, which vCenter's figures show late or
 * never.
 *
 * @param uploads uploads under way to it, at least 0
 * @param bytesLeft bytes that those still have to send, at least 0
 * @param throughput what uploads got out of it, if any has sent enough to tell
 * @param failure the failures since the last success, if any and not long forgotten
 * @param sent the bytes sent to it lately
 */
public record HostUse(
    int uploads,
    long bytesLeft,
    Optional<Throughput> throughput,
    Optional<HostFailure> failure,
    SentBytes sent) {

  /** No upload has been there. */
  public static final HostUse NONE =
      new HostUse(0, 0, Optional.empty(), Optional.empty(), SentBytes.NONE);
}
