package io.hostward.netty;

import java.time.Duration;

/**
 * What the builder gathered; {@link NettyTransportBuilder} says what each value means.
 *
 * @param connectTimeout for one address
 * @param tlsTimeout for one handshake
 * @param stallTimeout without progress on the socket
 * @param answerTimeout after the body
 * @param bufferSize bytes of one buffer
 * @param maxInFlight bytes read from the source and not yet taken by the socket
 */
record Settings(
    Duration connectTimeout,
    Duration tlsTimeout,
    Duration stallTimeout,
    Duration answerTimeout,
    int bufferSize,
    int maxInFlight) {

  /** How long after the last candidate was tried the next one is started beside it (RFC 8305). */
  static final Duration STAGGER = Duration.ofMillis(250);

  /** How long a transfer waits for memory that others on this machine took, before it gives up. */
  static final Duration MEMORY_PATIENCE = Duration.ofSeconds(30);

  /** How long an answer may still be read after writing failed, or its text after its status. */
  static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** What one transfer takes outside of the heap: its buffers, and TLS about as much again. */
  long bodyBytes() {
    return 2L * Math.max(maxInFlight, buffers() * bufferSize);
  }

  /** How many buffers of one transfer may be in flight. */
  int buffers() {
    return Math.max(2, maxInFlight / bufferSize);
  }
}
