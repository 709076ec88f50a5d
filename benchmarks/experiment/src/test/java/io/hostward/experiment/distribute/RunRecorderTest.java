package io.hostward.experiment.distribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.experiment.distribute.DistributeDocument.Amount;
import io.hostward.experiment.distribute.DistributeDocument.MomentPart;
import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import io.hostward.transfer.FailureDomain;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRecorderTest {
  private static final RunFacts FACTS =
      RunFacts.of(List.of("distribute"), "test", "vCenter", Instant.EPOCH);
  private static final long MB = 1_000_000;

  private final Events events = new Events();

  @Test
  void bytesAreThoseOfTheRoutesAndOfCopies() {
    DistributeDocument document =
        events
            .planned("one", 3, 10 * MB)
            .planned("two", 1, 40 * MB)
            .begins()
            .sent("one", "ESX1", 10 * MB, 2)
            .sent("one", "ESX1", 10 * MB, 3)
            .relayed("one", 10 * MB, 5)
            .copied("two", "one", 40 * MB, 10)
            .ends(FACTS, RunStatus.ALL_DONE);

    assertThat(document.sent()).isEqualTo(new Amount(3, 30 * MB));
    assertThat(document.copied()).isEqualTo(new Amount(1, 40 * MB));
    assertThat(document.seconds()).isEqualTo(20);
    assertThat(document.bytesPerSecond()).isEqualTo(3_500_000);
    assertThat(document.hops())
        .containsExactly(
            new Hop("client", "ESX1", 443, true, 20 * MB, MB),
            new Hop("client", "vCenter", 443, true, 10 * MB, 500_000L),
            new Hop("vCenter", "a host", 902, true, 10 * MB, 500_000L),
            new Hop("datastores", "datastores", 0, true, 40 * MB, 2 * MB));
    assertThat(document.hosts())
        .containsExactly(
            new DistributeDocument.HostPart("ESX1", false, 2, 20 * MB, 0, 4 * MB),
            new DistributeDocument.HostPart("vCenter", true, 1, 10 * MB, 0, 2 * MB));
    assertThat(document.datastores())
        .containsExactly(
            new DistributeDocument.DatastorePart(
                "two", 1, 0, 0, 0, 1, 40 * MB, 0, 0, 0, 10, 4 * MB),
            new DistributeDocument.DatastorePart(
                "one", 3, 0, 3, 30 * MB, 0, 0, 40 * MB, 0, 0, 10, 3 * MB));
    assertThat(document.answer())
        .isEqualTo(
            "All 4 files (70.0 MB) arrived on 2 datastores in 20.0 s, at 3.50 MB/s; 1 was copied"
                + " inside vSphere.");
    assertThat(document.failures()).isNull();
  }

  @Test
  void failuresAreCountedByDomainAndToldWordByWord() {
    DistributeDocument document =
        events
            .planned("one", 30, 1_000)
            .begins()
            .fails("one", "ESX2", End.AGAIN, FailureDomain.HOST, "ESX2 broke the connection off")
            .fails("one", "ESX2", End.FAILED, FailureDomain.HOST, "ESX2 still does")
            .fails("one", "", End.FAILED, FailureDomain.SOURCE, "a.iso was changed")
            .fails("one", "ESX1", End.LEFT, FailureDomain.REQUEST, "interrupted")
            .putOff("one", 7, true, "ESX2 still does")
            .putOff("one", 5, false, "ESX2 still does")
            .ends(
                FACTS,
                RunStatus.SOME_FAILED,
                new PassedOver("loop", PassedOver.Reason.LOOP, "it is in itself"));

    assertThat(document.domains())
        .containsExactly(
            new DistributeDocument.DomainPart("HOST", 1, 1, 0, "ESX2 broke the connection off"),
            new DistributeDocument.DomainPart("REQUEST", 0, 0, 1, "interrupted"),
            new DistributeDocument.DomainPart("SOURCE", 0, 1, 0, "a.iso was changed"));
    assertThat(document.problems())
        .extracting(DistributeDocument.ProblemPart::words)
        .containsExactly("ESX2 still does", "a.iso was changed", "ESX2 broke the connection off");
    assertThat(document.hosts())
        .containsExactly(new DistributeDocument.HostPart("ESX2", false, 0, 0, 2, null));
    assertThat(document.hops())
        .contains(Hop.notTaken("client", "ESX2", 443), Hop.notTaken("client", "vCenter", 443));
    assertThat(document.untried()).isEqualTo(5);
    assertThat(document.putOff()).hasSize(2);
    assertThat(document.datastores().get(0).retries()).isEqualTo(1);
    assertThat(document.answer())
        .isEqualTo(
            "0 of 30 files (0 B) arrived on 1 datastore in 4.00 s; 7 failed; 23 left for the next"
                + " run; 1 found but could not be read.");
    assertThat(document.failures()).endsWith("failures.csv");
  }

  /** What an earlier run has sent counts for nothing; what is kept has its host all the same. */
  @Test
  void aNewFolderThatDoesNotAppearIsTold() {
    DistributeDocument document =
        events
            .planned("one", 3, 10 * MB)
            .begins()
            .sentFor("one", "ESX1", 10 * MB, 2)
            .sentFor("one", "", 10 * MB, 1)
            .held("one", 2, false, "ESX1 broke the connection off")
            .ends(FACTS, RunStatus.SOME_FAILED);

    assertThat(document.sent()).isEqualTo(new Amount(1, 10 * MB));
    assertThat(document.hosts())
        .containsExactly(new DistributeDocument.HostPart("ESX1", false, 1, 10 * MB, 0, 5 * MB));
    assertThat(document.held())
        .containsExactly(
            new DistributeDocument.HeldPart(
                "[one] new", "[one] .hostward-1.part", 2, false, "ESX1 broke the connection off"));
    assertThat(document.putOff()).isEmpty();
    assertThat(document.answer()).contains("0 of 3 files", "3 left for the next run");
  }

  @Test
  void whatIsWaitedForAddsUpOverDatastores() {
    DistributeDocument document =
        events
            .planned("one", 1, 8 * MB)
            .planned("two", 1, 8 * MB)
            .begins()
            .looks(1, Waiting.TURN, MB)
            .looks(3, Waiting.HOSTS, 4 * MB)
            .looks(2, Waiting.NOTHING, 6 * MB)
            .ends(FACTS, RunStatus.ALL_DONE);

    assertThat(document.waits())
        .containsExactly(
            new DistributeDocument.WaitPart("HOSTS", 6, 0.75),
            new DistributeDocument.WaitPart("TURN", 2, 0.25));
    assertThat(document.moments())
        .containsExactly(
            new MomentPart(0, 0, 0),
            new MomentPart(1, MB, 0),
            new MomentPart(4, 4 * MB, 0),
            new MomentPart(6, 0, 0));
  }

  /** A million deliveries over a day leave no more behind than a hundred do. */
  @Test
  void memoryDoesNotGrowWithDeliveries() {
    events.planned("one", 200_000, 1_000).begins();
    for (int i = 0; i < 50_000; i++) {
      events
          .fails("one", "ESX1", End.AGAIN, FailureDomain.HOST, "broken " + i)
          .fails("one", "ESX1", End.FAILED, FailureDomain.HOST, "broken for good " + i)
          .sent("one", "ESX2", 1_000, 1)
          .looks(1, Waiting.TURN, 0);
    }
    DistributeDocument document = events.ends(FACTS, RunStatus.SOME_FAILED);

    assertThat(document.sent().deliveries()).isEqualTo(50_000);
    assertThat(document.moments()).hasSizeBetween(Moments.MOST / 2, Moments.MOST + 1);
    assertThat(document.moments().get(document.moments().size() - 1).seconds()).isEqualTo(200_000);
    assertThat(document.problems())
        .hasSize(RunRecorder.MOST_FAILED + RunRecorder.MOST_RETRIED)
        .first()
        .satisfies(one -> assertThat(one.words()).isEqualTo("broken for good 0"));
    assertThat(document.domains().get(0).failed()).isEqualTo(50_000);
  }
}
