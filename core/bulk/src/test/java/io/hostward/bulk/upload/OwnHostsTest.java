package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share's own host fails, and the only other one is another share's. */
class OwnHostsTest {
  @TempDir Path folder;

  @Test
  void whatItsOwnHostsDoNotTakeGoesThroughTheRelayAndToNoOtherSharesHost() throws Exception {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    for (int n = 0; n < 6; n++) {
      Files.write(sources.resolve("f" + n), new byte[2000]);
    }
    try (LabSite site = new LabSite(LabModel.standard(2))) {
      List<DatastoreInfo> shared =
          site.datastores().stream().filter(store -> store.name().equals("vmstore")).toList();
      ShardPlan plan =
          ShardPlan.divide(2, List.of(new Load(shared.get(0), 6, 12_000)), new ShardLimits(4, 4));
      LabHost own = host(site, plan, 0);
      LabHost other = host(site, plan, 1);
      own.always(new Fault.Refuse());

      BulkReport report =
          site.run(folder.resolve("ledger"))
              .shard(plan, 0)
              .build()
              .run(
                  Deliveries.of(
                      FileSource.folder(sources, PathRules.all(), Links.SKIP),
                      new Distribution(shared, PathTemplate.parse(""))));

      assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
      assertThat(report.run().tally().arrived().deliveries()).isPositive();
      assertThat(other.traffic().httpsIn()).isZero();
    }
  }

  private static LabHost host(LabSite site, ShardPlan plan, int shard) {
    return site.lab().hosts().stream()
        .filter(host -> plan.share(shard).hosts().contains(host.id()))
        .findFirst()
        .orElseThrow();
  }
}
