package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.testbed.Copy.Way;
import io.hostward.experiment.testbed.CopySummary.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopySummaryTest {
  private static final long BYTES = 1000;
  private static final List<String> HOSTS = List.of("ESX1", "ESX2");

  private static Copy copy(int round, Way way, double seconds, String host) {
    UploadTimes times = new UploadTimes("route", seconds, 0, seconds, Optional.empty());
    return Copy.of(
        round,
        "vmstore",
        way,
        BYTES,
        times,
        Map.of(host, new InterfaceCounters(BYTES + 20, 10)),
        List.of(),
        HOSTS);
  }

  private static Copy failed(int round, Way way) {
    UploadTimes times = new UploadTimes("", 0.1, 0, 0, Optional.of("refused"));
    return Copy.of(round, "vmstore", way, BYTES, times, Map.of(), List.of(), HOSTS);
  }

  @Test
  void ratiosAreOfTheSameRound() {
    CopySummary summary =
        CopySummary.of(
            "vmstore",
            List.of(
                copy(1, Way.RELAY, 4, "ESX2"),
                copy(1, Way.DIRECT, 2, "ESX1"),
                copy(2, Way.RELAY, 5, "ESX2"),
                copy(2, Way.DIRECT, 1, "ESX2"),
                copy(3, Way.RELAY, 4, "ESX2"),
                copy(3, Way.DIRECT, 1, "ESX1")));

    assertThat(summary.ratio()).contains(new Spread(3, 2, 4, 5));
    assertThat(summary.relay()).contains(new Spread(3, 200, 250, 250));
    assertThat(summary.relayHosts()).isEqualTo(Map.of("ESX2", 3));
    assertThat(summary.directHosts()).isEqualTo(Map.of("ESX1", 2, "ESX2", 1));
  }

  @Test
  void whatFailedIsInNoFigure() {
    CopySummary summary =
        CopySummary.of(
            "vmstore",
            List.of(
                failed(1, Way.RELAY),
                copy(1, Way.DIRECT, 2, "ESX1"),
                copy(2, Way.RELAY, 4, "ESX2"),
                failed(2, Way.DIRECT)));

    assertThat(summary.ratio()).isEmpty();
    assertThat(summary.relay()).contains(new Spread(1, 250, 250, 250));
  }

  @Test
  void theMedianOfTwoIsTheirMean() {
    assertThat(Spread.of(List.of(3.0, 1.0))).contains(new Spread(2, 1, 2, 3));
    assertThat(Spread.of(List.of())).isEmpty();
  }

  @Test
  void theCarrierIsTheHostThatReceivedTheFileAndNoOtherNode() {
    Map<String, InterfaceCounters> passed =
        Map.of(
            "vCenter", new InterfaceCounters(5000, 5000),
            "ESX1", new InterfaceCounters(100, 10),
            "ESX2", new InterfaceCounters(950, 10));

    assertThat(Copy.carrier(BYTES, passed, HOSTS)).contains("ESX2");
    assertThat(Copy.carrier(BYTES * 2, passed, HOSTS)).isEmpty();
  }
}
