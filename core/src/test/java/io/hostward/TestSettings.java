package io.hostward;

import io.hostward.pipeline.Limits;
import io.hostward.pipeline.Pause;
import java.util.function.LongSupplier;

/** Settings that applications do not have. */
public final class TestSettings {
  private TestSettings() {}

  /** How long to wait for others, and how. */
  public static HostwardBuilder waiting(HostwardBuilder settings, Limits limits, Pause pause) {
    return settings.waiting(limits, pause);
  }

  /** How much time has passed, in nanoseconds from anywhere. */
  public static HostwardBuilder nanoTime(HostwardBuilder settings, LongSupplier nanoTime) {
    return settings.nanoTime(nanoTime);
  }
}
