package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.testbed.CopiesDocument.Summary;
import io.hostward.experiment.testbed.CopiesDocument.Way;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopiesDocumentTest {
  private static final long BYTES = 1000;
  private static final InterfaceCounters IN = new InterfaceCounters(BYTES, 10);
  private static final InterfaceCounters THROUGH = new InterfaceCounters(BYTES + 8, BYTES + 9);

  private static Copy copy(
      int round, Copy.Way way, double seconds, Map<String, InterfaceCounters> interfaces) {
    UploadTimes times = new UploadTimes("route", seconds, 0, seconds, Optional.empty());
    List<String> hosts = Plans.FOUR.hostNodes().stream().map(Node::name).toList();
    return Copy.of(round, "vmstore", way, BYTES, times, interfaces, List.of(), hosts);
  }

  private static CopiesDocument document(Copy... copies) {
    RunFacts facts = RunFacts.of(List.of(), "test", "a lab", Instant.EPOCH);
    return CopiesDocument.of(facts, Plans.FOUR, BYTES, 2, List.of(copies));
  }

  private static Hop hop(String from, String to, int port, long bytes) {
    return new Hop(from, to, port, true, bytes, null);
  }

  private static List<Hop> hops(CopiesDocument document, Copy.Way way) {
    Summary shared = document.summaries().get(1);
    assertThat(shared.datastore()).isEqualTo("vmstore");
    return shared.ways().stream().filter(w -> w.way() == way).toList().get(0).hops();
  }

  @Test
  void theWayIsWhatTheKernelCounted() {
    CopiesDocument document =
        document(
            copy(1, Copy.Way.RELAY, 4, Map.of("vCenter", THROUGH, "ESX2", IN)),
            copy(1, Copy.Way.DIRECT, 2, Map.of("ESX1", IN)));

    assertThat(hops(document, Copy.Way.RELAY))
        .containsExactly(
            hop("client", "vCenter", 443, BYTES + 8),
            hop("vCenter", "ESX2", 902, BYTES),
            Hop.notTaken("client", "ESX1", 443),
            Hop.notTaken("client", "ESX2", 443),
            Hop.notTaken("client", "ESX3", 443),
            Hop.notTaken("client", "ESX4", 443));
    assertThat(hops(document, Copy.Way.DIRECT))
        .containsExactly(
            Hop.notTaken("client", "vCenter", 443),
            hop("client", "ESX1", 443, BYTES),
            Hop.notTaken("client", "ESX2", 443),
            Hop.notTaken("client", "ESX3", 443),
            Hop.notTaken("client", "ESX4", 443));
  }

  @Test
  void aDirectCopyThatWentThroughVcenterIsDrawnThroughIt() {
    CopiesDocument document =
        document(
            copy(1, Copy.Way.DIRECT, 2, Map.of("ESX1", IN)),
            copy(2, Copy.Way.DIRECT, 4, Map.of("vCenter", THROUGH, "ESX2", IN)));

    assertThat(hops(document, Copy.Way.DIRECT))
        .contains(
            hop("client", "vCenter", 443, BYTES + 8),
            hop("vCenter", "ESX2", 902, BYTES),
            hop("client", "ESX1", 443, BYTES));
  }

  @Test
  void answersWithTheSpreadOfTheRounds() {
    CopiesDocument document =
        document(
            copy(1, Copy.Way.RELAY, 4, Map.of()),
            copy(1, Copy.Way.DIRECT, 2, Map.of()),
            copy(2, Copy.Way.RELAY, 5, Map.of()),
            copy(2, Copy.Way.DIRECT, 2, Map.of()));

    assertThat(document.answer())
        .isEqualTo(
            "Straight to a host, the file went to [vmstore] 2.25 times as fast as through vCenter"
                + " (median of 2 rounds, 2.00 to 2.50).");
  }

  @Test
  void nothingIsAnsweredWhereOneWayIsMissing() {
    CopiesDocument document = document(copy(1, Copy.Way.RELAY, 4, Map.of()));

    assertThat(document.answer()).isEqualTo("No round went both ways, so nothing can be compared.");
    Way direct = document.summaries().get(1).ways().get(1);
    assertThat(direct.copies()).isZero();
    assertThat(direct.medianBytesPerSecond()).isNull();
    assertThat(direct.hops()).isEmpty();
  }
}
