package io.hostward.cli.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command line is said before anything is made. */
class TestbedCommandTest {
  private final Cli cli = new Cli();

  @Test
  void namesItsCommands() {
    assertThat(cli.run("testbed")).isEqualTo(2);
    assertThat(cli.err()).contains("up, run, down");
    assertThat(cli.run("testbed", "up", "--help")).isZero();
    assertThat(cli.out()).contains("--vcenter-link", "--far-round-trip");
  }

  @ParameterizedTest
  @CsvSource({
    "up, --hosts=2, 3 to 8",
    "up, --far=ESX5, ESX5",
    "up, --host-link=1GB, 1Gbit",
    "up, --far-round-trip=3000, 2 s",
    "run, --rounds=0, --rounds",
    "run, --size=1K, 1 MiB",
    "run, --report=none/testbed.html, there is no folder",
  })
  void refuses(String command, String option, String words) {
    assertThat(cli.run("testbed", command, option)).isEqualTo(2);
    assertThat(cli.err()).contains(words);
  }

  @Test
  void tellsMachinesToo() {
    assertThat(cli.run("testbed", "up", "--json", "--hosts=9")).isEqualTo(2);
    assertThat(cli.json().at("/ok").booleanValue()).isFalse();
    assertThat(cli.json().at("/exitCode").intValue()).isEqualTo(2);
  }
}
