package io.hostward.interop.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.interop.Daemon;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hostward testbed} with the kernel's own namespaces, links and counters. */
@Needs(
    programs = {"ip", "tc", "unshare"},
    namespaces = true,
    packages = "iproute2")
class TestbedTest {
  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final Path JAR =
      Path.of("..", "cli", "target", "hostward.jar").toAbsolutePath().normalize();

  /** As small as still fills the links for more than a second. */
  private static final long BYTES = 16L << 20;

  private static final long RELAY_LINK = 100_000_000;
  private static final long HOST_LINK = 250_000_000;

  @TempDir Path folder;
  private String links = "";

  @BeforeEach
  void nothingIsThere() {
    assertThat(namespaces()).isEmpty();
    links = links();
  }

  @AfterEach
  void nothingIsLeft() {
    hostward("down");
    assertThat(namespaces()).isEmpty();
    assertThat(links()).isEqualTo(links);
    assertThat(processes()).isEmpty();
  }

  private static List<String> namespaces() {
    return ip("netns", "list").lines().filter(line -> line.startsWith("hostward-")).toList();
  }

  /** The machine's own, which must not change. */
  private static String links() {
    return ip("-brief", "link") + ip("-4", "route");
  }

  private static String ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return Programs.run(LIMIT, Map.of(), command).orFail();
  }

  private static List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("HostProcess") || line.contains("LabProcess"))
        .toList();
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "testbed"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Programs.Result hostward(String... arguments) {
    return Programs.run(LIMIT, Map.of(), command(arguments));
  }

  private Daemon up() {
    Daemon up = Daemon.start(folder, Map.of(), command("up", "--far", "none"));
    return up.await("the testbed", () -> up.output().contains("The testbed is up"));
  }

  @Test
  void theMetersShowTheRelaysDetourAndHostwardsShortestPath() throws Exception {
    Programs.Result result =
        hostward(
            "run",
            "--json",
            "--rounds=1",
            "--size=" + BYTES,
            "--host-link=" + HOST_LINK + "bit",
            "--vcenter-link=" + RELAY_LINK + "bit",
            "--far=ESX3");

    JsonNode document = new ObjectMapper().readTree(result.orFail());
    assertThat(document.at("/ok").booleanValue()).isTrue();
    assertThat(document.at("/copies")).hasSize(4);
    for (JsonNode copy : document.at("/copies")) {
      String carrier = copy.at("/carrier").textValue();
      boolean relay = copy.at("/way").textValue().equals("RELAY");
      long bytesPerSecond = copy.at("/bytesPerSecond").longValue();

      assertThat(received(copy, carrier)).isBetween(BYTES, BYTES + BYTES / 10);
      assertThat(copy.at("/interfaces/client/sent").longValue()).isGreaterThan(BYTES);
      if (relay) {
        assertThat(received(copy, "vCenter")).isGreaterThan(BYTES);
        assertThat(copy.at("/interfaces/vCenter/sent").longValue()).isGreaterThan(BYTES);
      } else {
        assertThat(received(copy, "vCenter")).isLessThan(BYTES / 10);
        assertThat(copy.at("/route").textValue()).contains("direct to " + carrier);
      }
      // The buckets let out some bytes at once, on top of what the link carries.
      assertThat(bytesPerSecond).isLessThan((relay ? RELAY_LINK : HOST_LINK) / 8 * 11 / 10);
      assertThat(readings(copy, carrier)).isSorted().hasSizeGreaterThan(2);
    }
    assertThat(document.at("/copies/0/carrier").textValue()).isEqualTo("ESX3");
    assertThat(document.at("/copies/1/carrier").textValue()).isEqualTo("ESX3");
    assertThat(document.at("/copies/0/datastore").textValue()).isEqualTo("ESX3-local");
    // The round trip to the far site is in the time, not in the speed.
    assertThat(document.at("/copies/1/untilFirstByte").doubleValue()).isGreaterThan(0.04);
  }

  private static long received(JsonNode copy, String node) {
    return copy.at("/interfaces/" + node + "/received").longValue();
  }

  private static List<Long> readings(JsonNode copy, String node) {
    return StreamSupport.stream(copy.at("/meters").spliterator(), false)
        .map(reading -> reading.at("/interfaces/" + node + "/received").longValue())
        .toList();
  }

  @Test
  void aSecondOneIsRefusedAndWhatAKilledOneLeftIsTakenDown() {
    try (Daemon up = up()) {
      Programs.Result second = hostward("up");
      assertThat(second.exitCode()).isEqualTo(3);
      assertThat(second.err()).contains("a testbed is up already, of the process ");
      assertThat(namespaces()).hasSize(7);
      assertThat(links()).isEqualTo(links);

      up.signal("KILL");
      Awaitility.await().atMost(LIMIT).until(() -> processes().isEmpty());
      assertThat(namespaces()).hasSize(7);
    }

    assertThat(hostward("down").orFail()).contains("removed the namespace hostward-esx4");
    assertThat(namespaces()).isEmpty();
    assertThat(hostward("down").orFail()).contains("There is no testbed.");
  }

  @Test
  void downEndsOneThatIsUp() {
    try (Daemon up = up()) {
      assertThat(hostward("down").orFail()).contains("ended the process ");
      assertThat(namespaces()).isEmpty();
      assertThat(up.output()).contains("interrupted, cleaning up");
    }
  }

  @Test
  void withoutTheRightItSaysSoAndNamesTheOtherWay() {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    command.addAll(command("run"));

    Programs.Result result = Programs.run(LIMIT, Map.of(), command);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("CAP_SYS_ADMIN", "hostward compare --lab");
  }
}
