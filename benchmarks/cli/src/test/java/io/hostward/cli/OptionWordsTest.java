package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.text.OptionWords;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remedies of the library, as they arrive on a command line. */
class OptionWordsTest {
  @TempDir Path folder;

  @Test
  void remediesAreOptions() throws Exception {
    Path file = Files.write(folder.resolve("a.iso"), new byte[1000]);
    try (Lab lab = Lab.start()) {
      Cli cli = Cli.against(lab);

      assertThat(cli.run("hosts")).isEqualTo(3);
      assertThat(cli.err()).contains("(--ca-file)", "(--thumbprint)");

      String thumbprint = "--thumbprint=" + lab.thumbprint();
      cli.run(
          "upload",
          thumbprint,
          "--policy=first-usable",
          "--resolve=ESX1=no-such-host.invalid",
          "--direct-only",
          "--json",
          "" + file,
          "a.iso");
      assertThat(cli.json().at("/uploads/0/failedAttempts/0/problem").textValue())
          .contains("say with --resolve where the host is");
      assertThat(cli.out() + cli.err()).doesNotContain("Resolver", "builder");
    }
  }

  @Test
  void aPinIsAnOptionInEveryAdvice() {
    for (String advice :
        List.of(
            "call it by one of those names, or pin its thumbprint",
            "trust its authority or pin its thumbprint")) {
      assertThat(OptionWords.of(advice)).containsOnlyOnce("(--thumbprint)");
    }
  }

  @Test
  void standardInputCannotBeHandedInAgain() {
    try (Lab lab = Lab.start()) {
      lab.hosts().forEach(host -> host.always(new Fault.ResetAfter(100_000)));
      Cli cli = Cli.against(lab).standardInput(new byte[2 << 20]);

      assertThat(cli.run(lab, "upload", "--size=2MiB", "-", "a.iso")).isEqualTo(1);
      assertThat(cli.err()).contains("upload it from a file").doesNotContain("hand in");
    }
  }
}
