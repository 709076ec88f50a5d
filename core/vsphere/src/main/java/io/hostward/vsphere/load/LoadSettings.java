package io.hostward.vsphere.load;

import java.time.Duration;

/**
 * How long figures of load are remembered.
 *
 * @param lifetime after this time they are read anew in the background
 * @param patience how long a caller waits for figures that are on their way
 * @param enabled whether counters of load are read at all
 */
public record LoadSettings(Duration lifetime, Duration patience, boolean enabled) {
  /**
   * Lifetime: the time between a server's samples. Patience: a server nearby answers within it;
   * with one that does not, starting the upload matters more than choosing well.
   */
  public static final LoadSettings DEFAULT =
      new LoadSettings(Duration.ofSeconds(20), Duration.ofMillis(250), true);

  /** What was idle for so many lifetimes is not handed out before it was renewed. */
  private static final int LONGEST = 10;

  /** A mount with its figures, in all caches, takes some 300 bytes: a seventh of the heap. */
  private static final int HEAP_OF_A_MOUNT = 2_000;

  /**
   * Of how many mounts something is remembered: a thousand datastores on a hundred hosts in a heap
   * of 200 MB.
   */
  public long mostMounts() {
    return mostMounts(Runtime.getRuntime().maxMemory());
  }

  static long mostMounts(long heap) {
    return Math.max(10_000, heap / HEAP_OF_A_MOUNT);
  }

  Duration longest() {
    return lifetime.multipliedBy(LONGEST);
  }
}
