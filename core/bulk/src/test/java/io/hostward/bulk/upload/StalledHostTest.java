package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of eight hosts takes bytes and says nothing, through the whole stack. */
class StalledHostTest {
  private static final int HOSTS = 8;
  private static final int FILES = 12;

  @TempDir Path folder;

  @Test
  void itHoldsUpNobodyElse() throws Exception {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    for (int n = 0; n < FILES; n++) {
      Files.write(sources.resolve("f" + n), new byte[2000]);
    }
    CountDownLatch others = new CountDownLatch((HOSTS - 1) * FILES);
    try (LabSite site = new LabSite(LabModel.standard(HOSTS))) {
      site.lab().host("ESX3").always(new Fault.StallAfter(0));
      List<DatastoreInfo> locals =
          site.datastores().stream().filter(store -> store.name().endsWith("-local")).toList();
      CompletableFuture<BulkReport> report = new CompletableFuture<>();
      Thread run =
          new Thread(
              () -> {
                try {
                  report.complete(
                      site.run(folder.resolve("ledger"))
                          .limits(new ScheduleLimits(8, 4, 4, 0))
                          .listener(event -> count(event, others))
                          .build()
                          .run(
                              Deliveries.of(
                                  FileSource.folder(sources, PathRules.all(), Links.SKIP),
                                  new Distribution(locals, PathTemplate.parse("")))));
                } catch (Exception e) {
                  report.completeExceptionally(e);
                }
              });
      run.start();

      // The transport gives a stalled host up after half a minute: none of the others needs that.
      assertThat(others.await(20, TimeUnit.SECONDS)).as("all that goes to other hosts").isTrue();
      assertThat(report).isNotDone();
      run.interrupt();
      BulkReport left = report.get(60, TimeUnit.SECONDS);
      assertThat(left.status()).isEqualTo(RunStatus.INTERRUPTED);
      assertThat(left.run().tally().open().deliveries()).isEqualTo(FILES);
    }
  }

  private static void count(BulkEvent event, CountDownLatch others) {
    if (event instanceof BulkEvent.DeliveryEnded ended && ended.how() == BulkEvent.End.ARRIVED) {
      others.countDown();
    }
  }
}
