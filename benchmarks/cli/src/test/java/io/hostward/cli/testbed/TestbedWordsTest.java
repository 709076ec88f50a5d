package io.hostward.cli.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.report.Json;
import io.hostward.experiment.report.Report;
import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.testbed.CopiesDocument;
import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.InterfaceCounters;
import io.hostward.experiment.testbed.LinkRate;
import io.hostward.experiment.testbed.TestbedPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestbedWordsTest {
  private static final long BYTES = 100_000_000;
  private static final InterfaceCounters IN = new InterfaceCounters(BYTES, 70_000);
  private static final InterfaceCounters OUT = new InterfaceCounters(90_000, BYTES);
  private static final InterfaceCounters BOTH = new InterfaceCounters(BYTES, BYTES);
  private static final InterfaceCounters NOTHING = new InterfaceCounters(900, 800);
  private static final TestbedPlan PLAN =
      new TestbedPlan(
          3,
          LinkRate.parse("1Gbit"),
          LinkRate.parse("400Mbit"),
          LinkRate.parse("1Gbit"),
          Optional.of("ESX3"),
          Duration.ofMillis(20));

  private static final RunFacts FACTS =
      RunFacts.of(List.of("testbed", "run"), "test", "a lab", Instant.EPOCH);

  private static Copy copy(Copy.Way way, long rate, Optional<String> problem) {
    Map<String, InterfaceCounters> passed = new LinkedHashMap<>();
    passed.put("client", OUT);
    passed.put("vCenter", way == Copy.Way.RELAY ? BOTH : NOTHING);
    passed.put("ESX1", way == Copy.Way.RELAY ? NOTHING : IN);
    passed.put("ESX2", way == Copy.Way.RELAY ? IN : NOTHING);
    Optional<String> carrier = Optional.of(way == Copy.Way.RELAY ? "ESX2" : "ESX1");
    return new Copy(
        1, "vmstore", way, BYTES, "r", 2, 0.1, 1.5, rate, carrier, passed, List.of(), problem);
  }

  private static String print(CopiesDocument run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestbedWords.print(new PrintStream(out, true, StandardCharsets.UTF_8), run);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsWhichInterfaceCarriedTheFile() {
    CopiesDocument run =
        CopiesDocument.of(
            FACTS,
            PLAN,
            BYTES,
            1,
            List.of(
                copy(Copy.Way.RELAY, 40_000_000, Optional.empty()),
                copy(Copy.Way.DIRECT, 100_000_000, Optional.empty())));

    String text = print(run);

    assertThat(run.ok()).isTrue();
    assertThat(text)
        .contains("[vmstore]: direct was 2.50 times as fast as the relay")
        .contains("the relay went to ESX2 1x.")
        .contains("[ESX3-local]: no round went both ways")
        .containsPattern("vCenter +100.00 MB +100.00 MB")
        .containsPattern("ESX3 +hostward-esx3 .* 20 ms")
        .doesNotContainPattern("ESX1 +0.00 MB");
  }

  @Test
  void aPageShowsWhatWasPrinted() throws Exception {
    String json =
        Json.write(
            CopiesDocument.of(
                FACTS,
                PLAN,
                BYTES,
                1,
                List.of(
                    copy(Copy.Way.RELAY, 40_000_000, Optional.empty()),
                    copy(Copy.Way.DIRECT, 100_000_000, Optional.empty()))));

    assertThat(Report.page(new ObjectMapper().readTree(json), "testbed.json"))
        .contains("to [vmstore] 2.50 times as fast as through vCenter (one round).")
        .contains(">40.0 MB/s</data>", ">100 MB/s</data>", ">ESX2</span>");
  }

  @Test
  void aFailureIsNoFigure() {
    CopiesDocument run =
        CopiesDocument.of(
            FACTS, PLAN, BYTES, 1, List.of(copy(Copy.Way.RELAY, 0, Optional.of("it broke"))));

    assertThat(run.ok()).isFalse();
    assertThat(print(run)).contains("failed");
    assertThat(TestbedWords.line(copy(Copy.Way.RELAY, 0, Optional.of("it broke"))))
        .isEqualTo("round 1, [vmstore], relay: failed: it broke");
    assertThat(Json.write(run)).contains("\"error\" : \"it broke\"").doesNotContain("null");
  }
}
