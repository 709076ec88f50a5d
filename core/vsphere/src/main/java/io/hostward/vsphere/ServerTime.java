package io.hostward.vsphere;

import java.time.Duration;
import java.time.Instant;

/**
 * What a server's clock shows beside ours.
 *
 * @param server the server's time
 * @param ahead by how much it is ahead of the client's clock, negative if behind, on the assumption
 *     that the answer was made halfway between question and answer
 * @param uncertainty by how much that may be wrong: half of the time that the answer took
 */
public record ServerTime(Instant server, Duration ahead, Duration uncertainty) {

  /** What a server said, between two moments on the client's clock. */
  static ServerTime between(Instant asked, Instant server, Instant answered) {
    Duration half = Duration.between(asked, answered).dividedBy(2);
    return new ServerTime(server, Duration.between(asked.plus(half), server), half.abs());
  }

  /** Returns what the server's clock shows when the client's shows this. */
  public Instant of(Instant client) {
    return client.plus(ahead);
  }
}
