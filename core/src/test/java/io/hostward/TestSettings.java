package io.hostward;

import io.hostward.pipeline.Limits;
import io.hostward.pipeline.Pause;

/** Settings that applications do not have. */
public final class TestSettings {
  private TestSettings() {}

  /** How long to wait for others, and how. */
  public static HostwardBuilder waiting(HostwardBuilder settings, Limits limits, Pause pause) {
    return settings.waiting(limits, pause);
  }
}
