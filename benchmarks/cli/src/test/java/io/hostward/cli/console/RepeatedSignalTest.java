package io.hostward.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal that is told twice, and a second one. */
class RepeatedSignalTest {
  private static final int TERM = 143;

  private final Interruption interruption = new Interruption();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Integer> halted = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5;
  private final Signals signals =
      new Signals(interruption, new PrintStream(err, true, UTF_8), () -> now, halted::add);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 10_000_000, 999_999_999})
  void twoWithinASecondAreOneWish(long apart) {
    signals.received(TERM);
    now += apart;
    signals.received(TERM);

    assertThat(halted).isEmpty();
    assertThat(interruption.exitCode()).isEqualTo(TERM);
    assertThat(err.toString(UTF_8)).containsOnlyOnce("cleaning up");
  }

  @Test
  void aLaterOneEndsTheProcessAtOnceHoweverManyCameBetween() {
    signals.received(TERM);
    now += 999_999_999;
    signals.received(TERM);
    now += 1;
    signals.received(130);

    assertThat(halted).containsExactly(130);
  }
}
