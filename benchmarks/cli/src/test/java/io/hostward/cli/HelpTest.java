package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
