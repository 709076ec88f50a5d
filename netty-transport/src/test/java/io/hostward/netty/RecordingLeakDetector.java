package io.hostward.netty;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every leak that Netty finds. Named to Netty by a system property of the test run. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  /** One collection clears the reference, and it is queued at once unless the machine is busy. */
  private static final long LONGEST_MILLIS = 1000;

  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  /** Required by Netty. */
  public RecordingLeakDetector(Class<?> type, int samplingInterval) {
    super(type, samplingInterval);
  }

  /** Required by Netty. */
  public RecordingLeakDetector(Class<?> type, int samplingInterval, long maxActive) {
    super(type, samplingInterval);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    LEAKS.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    LEAKS.add(resourceType);
  }

  /** Collects garbage, lets Netty look for leaks, and fails if it ever found one. */
  static void assertNoLeaks() {
    collectGarbage();
    // Netty looks when a buffer is made.
    for (int i = 0; i < 4; i++) {
      PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    if (!LEAKS.isEmpty()) {
      throw new AssertionError(LEAKS.size() + " leaked: " + LEAKS);
    }
  }

  static List<String> takeLeaks() {
    List<String> taken = List.copyOf(LEAKS);
    LEAKS.clear();
    return taken;
  }

  /** References are queued some time after they were cleared; the second canary comes behind. */
  static void collectGarbage() {
    for (int round = 0; round < 2; round++) {
      ReferenceQueue<Object> queue = new ReferenceQueue<>();
      WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
      try {
        do {
          System.gc();
        } while (queue.remove(LONGEST_MILLIS) != canary);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
