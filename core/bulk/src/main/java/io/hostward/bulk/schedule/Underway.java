package io.hostward.bulk.schedule;

/** Told by a carrier how one delivery goes. Safe for use by many threads. */
public interface Underway {

  /**
   * Asks for leave to send to a host. The leave for another host is given back with it; that for
   * the last host when the delivery is over.
   *
   * @param host its managed object id
   * @return false if the host has as much to do as it may, or is not this shard's: take another
   *     route. Whoever was refused still holds what it held
   */
  boolean enter(String host);

  /**
   * Returns whether a host may be sent to at all, now or later: one that belongs to another shard
   * may not, whatever fails.
   *
   * @param host its managed object id
   */
  default boolean owns(String host) {
    return true;
  }

  /** Says that no host is sent to any more: the relay is, or nobody. */
  void leave();

  /**
   * Says how many bytes were sent on the present route.
   *
   * @param bytes since its beginning
   */
  void sent(long bytes);
}
