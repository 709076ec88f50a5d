package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs(programs = "curl", packages = "curl")
class CurlTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Lab lab = Lab.start();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void putsToAHostWithATicketThatIsGoodOnce() throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), new byte[1_000_000]);
    String target = "/folder/a.bin?dsName=vmstore";
    String cookie = lab.host("ESX1").ticketCookie("PUT", target);
    String url = "https://" + lab.host("ESX1").authority() + target;

    assertThat(curl("--upload-file", "" + file, "--header", "Cookie: " + cookie, url))
        .isEqualTo("201");
    assertThat(curl("--upload-file", "" + file, "--header", "Cookie: " + cookie, url))
        .isEqualTo("401");
    assertThat(lab.datastore("vmstore").read("a.bin")).hasSize(1_000_000);
  }

  private static String curl(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--insecure",
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_code}"));
    command.addAll(List.of(arguments));
    return Programs.run(LIMIT, Map.of(), command).orFail();
  }
}
