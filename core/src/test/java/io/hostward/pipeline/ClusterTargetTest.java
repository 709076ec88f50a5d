package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import org.junit.jupiter.api.Test;

/** The fake knows its one datastore, {@code vmstore}, by whatever name it is asked for. */
class ClusterTargetTest {
  @Test
  void fileGoesToTheDatastoreThatStandsForTheNameAndTheResultSaysWhich() throws Exception {
    DatastorePath asked = DatastorePath.parse("[Pool of datastores] " + World.TARGET.path());
    try (World world = World.of(1)) {
      UploadResult result =
          world.hostward.upload(UploadRequest.of(UploadSource.of(World.NEW), asked));
      assertThat(result.path()).isEqualTo(World.TARGET);
      assertThat(world.target()).isEqualTo("what stands there from now on");
    }
  }
}
