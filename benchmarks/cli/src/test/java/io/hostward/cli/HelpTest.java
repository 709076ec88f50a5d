package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What commands say of themselves is a format, in which a percent sign is written twice. */
class HelpTest {

  @ParameterizedTest
  @MethodSource("names")
  void isAFormatThatNeedsNoArguments(String command) {
    CommandSpec spec = Main.parse(new Cli().shell(), command, "--help").subcommand().commandSpec();

    withThoseBelow(spec).flatMap(HelpTest::texts).forEach(HelpTest::requireFormat);
  }

  @ParameterizedTest
  @MethodSource("names")
  void helpOfACommandIsWhatItsOptionTells(String command) {
    Cli cli = new Cli();
    assertThat(cli.run(command, "--help")).isZero();
    String told = cli.out();

    assertThat(cli.run("help", command)).isZero();
    assertThat(cli.out()).isEqualTo(told);
    assertThat(told).contains("Exit codes:").contains("  0 ", "  1 ", "  2 ", "  130 ");
  }

  @Test
  void helpAloneTellsTheCommands() {
    Cli cli = new Cli();
    assertThat(cli.run("help")).isZero();
    assertThat(cli.out()).contains("upload", "simulate-shards", "help", "Exit codes:", "130");
    assertThat(cli.run("help", "testbed", "up")).isZero();
    assertThat(cli.out()).contains("hostward testbed up");
    assertThat(cli.run("help", "uplod")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no command 'uplod'; did you mean upload?");
    assertThat(cli.run("hepl")).isEqualTo(2);
    assertThat(cli.err()).contains("did you mean help?");
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.err()).contains("see: hostward help");
  }

  static List<String> names() {
    return Commands.names();
  }

  private static Stream<CommandSpec> withThoseBelow(CommandSpec spec) {
    return Stream.concat(
        Stream.of(spec),
        spec.subcommands().values().stream()
            .flatMap(below -> withThoseBelow(below.getCommandSpec())));
  }

  private static Stream<String> texts(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    Stream<String[]> ofCommand = Stream.of(usage.header(), usage.description(), usage.footer());
    Stream<String[]> ofArguments = spec.args().stream().map(argument -> argument.description());
    return Stream.concat(ofCommand, ofArguments).flatMap(Arrays::stream);
  }

  private static void requireFormat(String text) {
    // What stands for a default is replaced before.
    String format = text.replaceAll("\\$\\{[^}]*}", "");
    assertThatCode(() -> String.format(format)).as(text).doesNotThrowAnyException();
  }
}
