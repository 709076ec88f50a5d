package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.progress.Tally.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunWordsTest {
  private static final RunProgress HALF =
      new RunProgress(
          Instant.EPOCH,
          new Tally(
              new Amount(123_456, 80L << 30),
              Amount.NONE,
              new Amount(61_728, 40L << 30),
              new Amount(3, 3)),
          0,
          Amount.NONE,
          110e6,
          Optional.of(Duration.ofMinutes(26)),
          List.of());

  @Test
  void whatIsLeftIsShownWhereTheTerminalIsNarrow() {
    String whole = RunWords.total(HALF);
    assertThat(whole).contains("50%, 61728 of 123456 files", "/s", " left", "3 failed");
    for (int columns = whole.length(); columns >= 28; columns--) {
      ByteArrayOutputStream terminal = new ByteArrayOutputStream();
      new BlockProgress(new PrintStream(terminal, true, StandardCharsets.UTF_8), columns)
          .show(HALF);

      String line = terminal.toString(StandardCharsets.UTF_8).strip();
      assertThat(line).startsWith("50%, ").endsWith(" left, 3 failed");
      assertThat(line.length()).isLessThan(columns);
    }
  }
}
