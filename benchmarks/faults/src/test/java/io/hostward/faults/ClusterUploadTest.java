package io.hostward.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that are not called by a datastore's name. */
class ClusterUploadTest {
  private static final List<String> BOTH = List.of("host-21", "host-22");

  private static DatastoreModel store(String moid, String name, long gibibytes) {
    return DatastoreModel.vmfs(moid, name, BOTH)
        .withCapacity(gibibytes << 30)
        .withStoragePod("Pool");
  }

  private static LabModel model() {
    return LabModel.standard().toBuilder()
        .addDatastore(store("datastore-61", "small", 1))
        .addDatastore(store("datastore-62", "large", 9))
        .addDatastore(store("datastore-63", "asleep", 99).withMaintenanceMode("inMaintenance"))
        .addDatastore(DatastoreModel.vmfs("datastore-64", "rack[1]", BOTH))
        .addDatastore(DatastoreModel.vmfs("datastore-65", "rack]1", BOTH))
        .addDatastore(DatastoreModel.vmfs("datastore-66", "rack", BOTH))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "Pool, large, DIRECT_ONLY",
    "Pool, large, RELAY_ONLY",
    "datastore-61, small, DIRECT_ONLY",
  })
  void fileGoesToTheDatastoreThatIsMeantAndTheResultNamesIt(
      String called, String datastore, RoutePreference routes) throws Exception {
    byte[] content = LabUploads.bytes(100_000);
    try (Lab lab = Lab.start(model());
        OpenHostward hostward = LabUploads.hostward(lab)) {
      UploadResult result =
          hostward.upload(
              UploadRequest.of(UploadSource.of(content), new DatastorePath(called, "iso/a b.iso"))
                  .over(routes));
      assertThat(result.path()).isEqualTo(new DatastorePath(datastore, "iso/a b.iso"));
      assertThat(lab.datastore(datastore).sha256("iso/a b.iso"))
          .isEqualTo(LabUploads.sha256(content));
      assertThat(result.route() instanceof Route.Direct)
          .isEqualTo(routes == RoutePreference.DIRECT_ONLY);
      assertThat(result.failed()).isEmpty();
    }
  }

  /** A path cannot write them, so that the result calls them by their ids as well. */
  @ParameterizedTest
  @CsvSource({
    "datastore-64, rack[1], DIRECT_ONLY",
    "datastore-64, rack[1], RELAY_ONLY",
    "datastore-65, rack]1, DIRECT_ONLY",
    "datastore-65, rack]1, RELAY_ONLY",
  })
  void nameWithBracketsIsReachedById(String id, String datastore, RoutePreference routes)
      throws Exception {
    byte[] content = LabUploads.bytes(100_000);
    DatastorePath target = new DatastorePath(id, "iso [2]/a b.iso");
    try (Lab lab = Lab.start(model());
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.datastore(datastore).write("iso [2]/a b.iso", new byte[1]);
      UploadResult result =
          hostward.upload(
              UploadRequest.of(UploadSource.of(content), target).overwriting(true).over(routes));
      assertThat(result.path()).isEqualTo(target);
      assertThat(lab.datastore(datastore).sha256("iso [2]/a b.iso"))
          .isEqualTo(LabUploads.sha256(content));
      assertThat(result.failed()).isEmpty();
      assertThat(lab.datastore(datastore).files()).containsExactly("iso [2]/a b.iso");
    }
  }
}
