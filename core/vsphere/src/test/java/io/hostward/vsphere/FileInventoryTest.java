package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.NameGlob;
import io.hostward.lab.Lab;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datastores for the sake of their files alone. */
class FileInventoryTest {
  private static final int MANY = 40;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final Lab lab = Lab.start(model(now));
  private final CountingPort port = new CountingPort();
  private VimVSphere vsphere;

  private static LabModel model(AtomicReference<Instant> now) {
    LabModel standard = LabModel.standard();
    List<String> hosts = standard.hosts().stream().map(HostModel::moid).toList();
    var builder = standard.toBuilder().clock(now::get).sessionIdleTimeout(Duration.ofDays(30));
    for (int n = 0; n < MANY; n++) {
      builder.addDatastore(DatastoreModel.vmfs("datastore-" + (300 + n), "many-" + n, hosts));
    }
    return builder.build();
  }

  @BeforeEach
  void connect() throws VSphereException {
    vsphere = port.connect(lab, Labs.builder(lab).clock(now::get));
    port.take();
  }

  @AfterEach
  void close() {
    vsphere.close();
    lab.close();
  }

  private Datastore files(String name) throws VSphereException {
    return vsphere.files(name, Optional.empty());
  }

  @Test
  void oneReadDoesForAllOfThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Datastore>> asked = new ArrayList<>();
      for (int n = 0; n < MANY; n++) {
        String name = "many-" + n;
        asked.add(() -> files(name));
      }
      for (Future<Datastore> found : threads.invokeAll(asked)) {
        assertThat(found.get().snapshot().mounts()).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(port.take()).containsExactly("retrievePropertiesEx");
    assertThat(files("datastore-301").snapshot().datastore().name()).isEqualTo("many-1");
    assertThat(files("[many-2]").snapshot().datastore().type()).contains("VMFS");
    assertThat(port.take()).isEmpty();
  }

  @Test
  void itsFilesCanBeLookedAtMovedAndDeleted() throws Exception {
    lab.datastore("many-3").write("iso/a", new byte[3]);
    Datastore many = files("many-3");
    assertThat(many.size(DatastorePath.parse("[many-3] iso/a"))).hasValue(3);
    many.move(DatastorePath.parse("[many-3] iso/a"), DatastorePath.parse("[many-3] iso/b"), false);
    assertThat(many.list("iso", List.of(NameGlob.everything())).orElseThrow().entries())
        .containsOnlyKeys("b");
    many.delete(DatastorePath.parse("[many-3] iso"));
    assertThat(lab.datastore("many-3").files()).isEmpty();
    assertThat(many.afresh().snapshot().mounts()).isNotEmpty();
  }

  @Test
  void aNameThatIsNotKnownIsLookedForAnewAndWhatIsOldIsReadAgain() throws Exception {
    files("many-1");
    port.take();
    assertThatThrownBy(() -> files("none")).hasMessageContaining("no datastore 'none'");
    assertThat(port.take()).containsExactly("retrievePropertiesEx");
    now.updateAndGet(time -> time.plusSeconds(31));
    files("many-1");
    assertThat(port.take()).containsExactly("retrievePropertiesEx");
  }
}
