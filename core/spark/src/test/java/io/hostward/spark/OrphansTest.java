package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
  private static final DatastorePath TARGET = new DatastorePath("ds-1", "iso/a.iso");

  /** All folders are too large to be listed. */
  private static final Listings LARGE =
      new Listings() {
        @Override
        public FolderListing folder(String datastore, String folder) {
          return new FolderListing(Map.of(), false);
        }

        @Override
        public Map<String, StoredFile> named(
            String datastore, String folder, Collection<String> names) {
          return Map.of();
        }
      };

  @TempDir Path folder;
  private final UploadIds ids = new UploadIds("job");
  private final String left = "iso/.hostward-" + ids.of(TARGET) + "-0000abcd.part";

  private static Stream<Delivery> rows() {
    SourceFile source =
        new SourceFile("a", "a", OptionalLong.of(1), Optional.empty(), Optional.empty());
    return Stream.of(new Delivery(source, TARGET));
  }

  @Test
  void aFolderThatIsTooLargeIsSearchedForThem() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(2, 0))) {
      ServerSettings server = TestLab.server(lab, folder);
      Site site = Site.open(server, new Configuration(), 1, () -> {});
      lab.datastore("ds-1").write(left, new byte[5]);
      Orphans orphans = new Orphans(LARGE, site.hostward().files(), ids);

      assertThat(orphans.folder("ds-1", "iso").whole()).isFalse();
      assertThat(orphans.remove(OrphansTest::rows)).isEqualTo(1);
      assertThat(lab.datastore("ds-1").stat(left)).isEmpty();
      Site.close(server);
    }
  }

  @Test
  void oneThatAHostHoldsIsTriedAgain() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(2, 0))) {
      ServerSettings server = TestLab.server(lab, folder);
      Site site = Site.open(server, new Configuration(), 1, () -> {});
      lab.datastore("ds-1").write(left, new byte[5]);
      lab.datastore("ds-1").store().lock(left);
      Orphans orphans =
          new Orphans(new VSphereListings(site.vsphere()), site.hostward().files(), ids);
      orphans.folder("ds-1", "iso");

      assertThat(orphans.remove(OrphansTest::rows)).isZero();
      lab.datastore("ds-1").store().unlock(left);
      assertThat(orphans.removeAgain()).isEqualTo(1);
      assertThat(orphans.removeAgain()).isZero();
      assertThat(lab.datastore("ds-1").files()).isEmpty();
      Site.close(server);
    }
  }

  @Test
  void parquetIsRefusedWithoutSparkSql() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tables.require("m.parquet", ClassLoader.getPlatformClassLoader()))
        .withMessageContaining("m.parquet is Parquet, and this cluster has no Spark SQL");
    Tables.require("m.parquet");
  }
}
