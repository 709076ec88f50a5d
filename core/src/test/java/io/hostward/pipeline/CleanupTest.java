package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What goes wrong in a cleanup says nothing of the upload itself. */
class CleanupTest {
  private static final Fault AWAY = new Fault.Refused(Kind.NO_ANSWER);

  @Test
  void anErrorInACleanupDoesNotHideTheSuccess() throws IOException {
    Fault error =
        new Fault.After(
            () -> {
              throw new NoClassDefFoundError("of the adapter");
            });
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, error, error);

      UploadResult result = world.hostward.upload(World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
      assertThat(result.outcome().leftovers()).hasSize(1);
    }
  }
}
