package io.hostward.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.source.Sources;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose sources are no local files, and what it tells of each delivery. */
class OtherSourcesTest {
  private static final Map<String, String> FILES =
      Map.of("store://x/a.iso", "aaa", "store://x/b.iso", "bb", "store://x/c.iso", "c");

  @TempDir Path folder;
  private final FakeListings listings = new FakeListings(100);
  private final List<String> carried = new ArrayList<>();
  private final List<DeliveryOutcome> outcomes = new ArrayList<>();

  private final Sources store =
      new Sources() {
        @Override
        public Found look(String location) throws IOException {
          return new Found(text(location).length(), Instant.EPOCH);
        }

        @Override
        public UploadSource open(String location) throws IOException {
          return UploadSource.of(text(location).getBytes(StandardCharsets.UTF_8));
        }

        private static String text(String location) throws IOException {
          String text = FILES.get(location);
          if (text == null) {
            throw new IOException("the store has no " + location);
          }
          return text;
        }
      };

  private final Carrier carrier =
      (task, underway) -> {
        carried.add(task.delivery().source() + "");
        return CompletableFuture.completedFuture(
            task.delivery().target().path().equals("bad")
                ? new CarryResult.Failed(FailureDomain.HOST, "it said no", "direct to h")
                : new CarryResult.Arrived("direct to h", false, Optional.empty()));
      };

  private BulkReport run(Comparison comparison, String rows) throws IOException {
    Manifest manifest =
        Manifest.of(
            "list",
            () ->
                new ByteArrayInputStream(
                    ("source,target\n" + rows).getBytes(StandardCharsets.UTF_8)),
            written -> "store://x/" + written);
    return BulkRun.builder()
        .ledger(folder.resolve("ledger"))
        .sources(store)
        .listings(listings)
        .carrier(carrier)
        .comparison(comparison)
        .retries(new RetryRule(2, Duration.ZERO, 5))
        .failures(folder.resolve("failures.csv"))
        .outcomes(outcomes::add)
        .build()
        .run(Deliveries.of(manifest));
  }

  @Test
  void sourcesAreLookedAtAndReadThroughThePort() throws IOException {
    BulkReport report = run(Comparison.CHECKSUM, "a.iso,[a] iso/\n");

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(carried)
        .singleElement()
        .asString()
        .contains("store://x/a.iso", "size=OptionalLong[3]")
        // SHA-256 of "aaa"
        .contains("9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0");
    assertThat(outcomes)
        .extracting(DeliveryOutcome::target)
        .containsExactly(new DatastorePath("a", "iso/a.iso"));
  }

  @Test
  void everyDeliveryHasAnOutcomeAndFailuresKeepTheirLocations() throws IOException {
    listings.with(DatastorePath.parse("[a] c.iso"), 1);

    BulkReport report =
        run(Comparison.SIZE, "a.iso,[a] a.iso\nb.iso,[a] bad\nc.iso,[a] \nnone,[a] \n");

    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(outcomes)
        .extracting(
            DeliveryOutcome::source,
            DeliveryOutcome::how,
            DeliveryOutcome::bytes,
            DeliveryOutcome::attempts,
            DeliveryOutcome::route,
            DeliveryOutcome::domain,
            DeliveryOutcome::problem)
        .containsExactly(
            tuple("store://x/a.iso", End.ARRIVED, 3L, 1, "direct to h", Optional.empty(), ""),
            tuple(
                "store://x/b.iso",
                End.FAILED,
                2L,
                2,
                "direct to h",
                Optional.of(FailureDomain.HOST),
                "it said no"),
            tuple("store://x/c.iso", End.WAS_THERE, 1L, 0, "", Optional.empty(), ""),
            tuple(
                "store://x/none",
                End.FAILED,
                0L,
                0,
                "",
                Optional.of(FailureDomain.SOURCE),
                "the store has no store://x/none"));
    assertThat(Files.readString(folder.resolve("failures.csv")))
        .contains("store://x/b.iso,[a] bad,it said no", "store://x/none,[a] none,");
  }
}
