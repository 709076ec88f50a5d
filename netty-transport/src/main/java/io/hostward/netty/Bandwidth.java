package io.hostward.netty;

import io.hostward.net.HostAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many bytes of bodies may move in a second: in all, and to and from each host. Without limits
 * at first. A limit counts what is sent and what is received together, without what TLS and HTTP
 * add; calls are not limited. Transfers that share a limit take turns, so that one which waits is
 * no stall, and holds neither a thread nor a buffer of the file.
 *
 * <p>A limit may be changed at any time, also for transfers under way, which heed it within a tenth
 * of a second. It is kept on the average; what moves at once may be as much as a tenth of a second
 * allows for each transfer.
 *
 * <p>Several transports may share one. A host is told from others by the name or address in its
 * ticket, without the port. Safe for use by many threads, none of which waits for another.
 */
public final class Bandwidth {
  private final LongSupplier nanoTime;
  private final Lane all;
  private final Map<String, Lane> hosts = new ConcurrentHashMap<>();
  private volatile long perHost;

  /** Without limits. */
  public Bandwidth() {
    this(System::nanoTime);
  }

  Bandwidth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.all = new Lane(0, nanoTime);
  }

  /**
   * Limits all transfers together.
   *
   * @param bytesPerSecond 0 for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public void limit(long bytesPerSecond) {
    all.rate(checked(bytesPerSecond));
  }

  /** Returns the limit of all transfers together in bytes per second, 0 if there is none. */
  public long limit() {
    return all.rate();
  }

  /**
   * Limits the transfers of each host, vCenter's relay being one.
   *
   * @param bytesPerSecond 0 for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public void limitPerHost(long bytesPerSecond) {
    perHost = checked(bytesPerSecond);
    // A lane that is made meanwhile is corrected by whoever makes it.
    hosts.values().forEach(lane -> lane.rate(perHost));
  }

  /** Returns the limit of each host in bytes per second, 0 if there is none. */
  public long limitPerHost() {
    return perHost;
  }

  @Override
  public String toString() {
    return "Bandwidth[limit=" + limit() + " B/s, limitPerHost=" + limitPerHost() + " B/s]";
  }

  /** The share of one transfer from or to a server. */
  Share share(HostAddress server) {
    Lane host =
        hosts.computeIfAbsent(
            server.host().toLowerCase(Locale.ROOT), name -> new Lane(perHost, nanoTime));
    host.rate(perHost);
    return new Share(List.of(all, host));
  }

  private static long checked(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "a limit is 0 (none) or more bytes per second, was: " + bytesPerSecond);
    }
    return bytesPerSecond;
  }
}
