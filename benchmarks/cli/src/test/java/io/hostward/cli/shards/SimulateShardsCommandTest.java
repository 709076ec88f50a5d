package io.hostward.cli.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import org.junit.jupiter.api.Test;

class SimulateShardsCommandTest {
  private final Cli cli = new Cli();

  @Test
  void aRowForEachNumberTellsWhatTheLimitIs() {
    assertThat(cli.run("simulate-shards", "--small", "--shards", "1,8", "--mean", "50MB")).isZero();

    assertThat(cli.out().lines()).anyMatch(line -> line.matches(" *1 .* lines *"));
    assertThat(cli.out().lines()).anyMatch(line -> line.matches(" *8 .* vCenter's calls *"));
    assertThat(cli.run("simulate-shards", "--shards", "0")).isEqualTo(2);
  }

  @Test
  void ctrlCEndsIt() {
    cli.interruption.interrupt();
    assertThat(cli.run("simulate-shards")).isEqualTo(130);
    assertThat(cli.err()).doesNotContain("simulated");
    assertThat(Thread.interrupted()).isFalse();
  }
}
