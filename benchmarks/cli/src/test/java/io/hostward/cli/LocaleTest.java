package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What arrives broken is refused. Real processes, started by a shell: the bytes are to be the same
 * whatever the locale of the tests is.
 */
class LocaleTest {
  private static final String UNREADABLE = "cannot be read in the locale's encoding, ";
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir Path folder;

  @Test
  void anArgumentThatTheLocaleCannotReadIsRefused() throws Exception {
    Result result =
        run(
            "LC_ALL=POSIX",
            "upload --url "
                + NOWHERE
                + " --username root a.iso \"[vmstore] $(printf '\\303\\251')\"");

    assertThat(result.exitCode).as(result.text).isEqualTo(2);
    assertThat(result.text)
        .startsWith("hostward: argument 7 of the command line holds characters")
        .contains(UNREADABLE, "(LC_ALL=POSIX)", "LC_ALL=C.UTF-8");
  }

  @Test
  void aPasswordThatTheLocaleCannotReadIsRefusedBeforeAnyLogin() throws Exception {
    Result result =
        run(
            "LC_ALL=POSIX GOVC_USERNAME=root GOVC_PASSWORD=\"pa$(printf '\\303\\244')ss\"",
            "hosts --url " + NOWHERE + " --json vmstore");

    assertThat(result.exitCode).as(result.text).isEqualTo(2);
    assertThat(result.text)
        .contains("GOVC_PASSWORD holds characters that " + UNREADABLE, "\"exitCode\":2")
        .doesNotContain("pa\ufffd", "pa?", "ss ");
  }

  @Test
  void aFileNameInAnotherEncodingIsRefused() throws Exception {
    // Latin-1 in a UTF-8 locale; where the machine has none, it cannot be read either.
    Result result =
        run(
            "LC_ALL=C.UTF-8",
            "upload --url " + NOWHERE + " --username root \"$(printf 'caf\\351.iso')\" '[ds] a'");

    assertThat(result.exitCode).as(result.text).isEqualTo(2);
    assertThat(result.text).contains("argument 6", UNREADABLE);
  }

  @Test
  void theNameOfTheWorkingFolderIsToldFromAMissingFile() throws Exception {
    Result result =
        run(
            "mkdir \"$(printf 'd\\303\\251')\" && cd d* && : > a.iso && LC_ALL=POSIX",
            "upload --url " + NOWHERE + " --username root a.iso '[ds] a'");

    assertThat(result.exitCode).as(result.text).isEqualTo(2);
    assertThat(result.text).contains("the name of this folder holds", UNREADABLE);
  }

  private record Result(int exitCode, String text) {}

  private Result run(String before, String arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh", "-c", before + " exec \"$JAVA\" " + Main.class.getName() + " " + arguments)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("JAVA", java, "CLASSPATH", System.getProperty("java.class.path")));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), text);
  }
}
