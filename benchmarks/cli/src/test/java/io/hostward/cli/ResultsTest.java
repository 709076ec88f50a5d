package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of results that standard output does not take. */
@EnabledOnOs(OS.LINUX)
class ResultsTest {

  private static Process shell(String script) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String program = java + " -XX:TieredStopAtLevel=1 " + Main.class.getName();
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script.replace("hostward", program));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  @Test
  void aDiskThatIsFullIsAFailureAndAReaderThatHasGoneIsNone() throws Exception {
    Process full = shell("hostward --help > /dev/full");
    Process gone = shell("hostward --help | true; exit ${PIPESTATUS[0]}");

    assertThat(full.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(full.exitValue()).isEqualTo(1);
    assertThat(new String(full.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("standard output took not all of the results: No space left on device");
    assertThat(gone.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gone.exitValue()).isZero();
    assertThat(gone.getErrorStream().readAllBytes()).isEmpty();
  }
}
