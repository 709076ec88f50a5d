package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, as far as it comes without a cluster. */
class MainTest {
  private static final String WHOLE =
      "--url https://vc.example/sdk --username u --password-alias a --manifest m --results r";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String arguments) {
    return Main.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --username u                      | Missing required
          WHOLE --password-env P            | mutually exclusive
          WHOLE --policy nobody             | least-loaded
          WHOLE --shards -1                 | there are 1 to 10000 shards
          WHOLE --transfers 0               | limits are at least 1
          WHOLE --resolve esx1              | HOST=ADDRESS
          WHOLE --thumbprint 00             | thumbprint
          WHOLE --password secret           | Unknown option
          """)
  void whatIsWrongIsSaidBeforeAClusterIsAskedFor(String arguments, String words) {
    assertThat(run(arguments.replace("WHOLE", WHOLE))).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).containsIgnoringCase(words);
  }

  @Test
  void helpTellsTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Exit codes:", "spark-submit");
  }
}
