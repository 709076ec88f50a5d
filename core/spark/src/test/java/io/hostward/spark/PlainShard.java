package io.hostward.spark;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.upload.UploadCarrier;
import io.hostward.bulk.vsphere.VSphereDatastores;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.selector.HostPolicies;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A share of a plan file in a plain process without Spark, as {@code --shard I/N} runs it. */
final class PlainShard {
  private PlainShard() {}

  /** Plan file, number of the share from 0, manifest, ledger, then what leads to the server. */
  public static void main(String[] arguments) throws Exception {
    List<String> all = Arrays.asList(arguments);
    ServerSettings server =
        new ServerSettings(
            all.get(4),
            new LoginSource(all.get(6), LoginSource.Place.FILE, all.get(7)),
            List.of(all.get(5)),
            "",
            all.subList(8, all.size()));
    ShardPlan plan = ShardPlan.read(Path.of(all.get(0)));
    Path manifest = Path.of(all.get(2));
    Site site = Site.open(server, new Configuration(), 8, () -> {});
    BulkReport report =
        BulkRun.builder()
            .ledger(Path.of(all.get(3)))
            .listings(new VSphereListings(site.vsphere()))
            .carrier(
                new UploadCarrier(
                    site.hostward(),
                    site.vsphere(),
                    HostPolicies.leastLoaded(),
                    request -> request,
                    site.workers()))
            .datastores(new VSphereDatastores(site.vsphere(), Optional.empty()).list())
            .shard(plan, Integer.parseInt(all.get(1)))
            .build()
            .run(Deliveries.of(Manifest.of(manifest, manifest.getParent())));
    System.out.println(report.status() + " " + report.run().tally());
    Site.close(server);
  }
}
