package io.hostward.spi;

/**
 * Leave to move bodies, one at a time, given by {@link Transport#admit}. Whoever holds it closes it
 * once the last of its bodies is over. Safe for use by many threads.
 */
@FunctionalInterface
public interface Admission extends AutoCloseable {

  /** Gives the leave back, so that the next in the queue gets it. A second call does nothing. */
  @Override
  void close();
}
