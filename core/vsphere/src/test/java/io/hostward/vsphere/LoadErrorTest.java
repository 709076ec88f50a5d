package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An Error in a load, of a binding that lacks a method, say: callers hear of it, and go on. */
@Timeout(30)
class LoadErrorTest {
  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final AtomicInteger errors = new AtomicInteger(1);

  /** Stands for any Error in the reading of what the server answered. */
  private Instant failingClock() {
    boolean loading =
        Arrays.stream(new Throwable().getStackTrace())
            .anyMatch(frame -> frame.getClassName().endsWith(".InventoryLoader"));
    if (loading && errors.getAndDecrement() > 0) {
      throw new NoSuchMethodError("HostMountInfo.isMounted()");
    }
    return Instant.now();
  }

  @Test
  void anErrorInALoadIsToldAndNotRemembered() throws Exception {
    try (VimVSphere vsphere =
        Labs.builder(extension.lab())
            .credentials(
                extension.lab().user().name(), Secret.of(extension.lab().user().password()))
            .clock(this::failingClock)
            .build()) {
      Callers.Outcome<Datastore> first = Callers.atOnce(1, () -> Labs.datastore(vsphere)).get(0);

      assertThat(first.failed()).hasMessageContaining("HostMountInfo.isMounted()");
      assertThat(first.failed().kind()).isEqualTo(VSphereException.Kind.FAULT);
      assertThat(Labs.datastore(vsphere).snapshot().mounts()).isNotEmpty();
    }
  }
}
