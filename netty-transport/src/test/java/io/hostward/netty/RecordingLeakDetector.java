package io.hostward.netty;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Keeps every leak that Netty finds. Named to Netty by a system property of the test run. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
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

  static void collectGarbage() {
    WeakReference<Object> canary = new WeakReference<>(new Object());
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return canary.get() == null;
            });
  }
}
