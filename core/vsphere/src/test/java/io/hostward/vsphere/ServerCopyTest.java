package io.hostward.vsphere;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.state.LabState;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies and moves inside vSphere, of files, folders and disks. */
class ServerCopyTest {
  private static final String DESCRIPTOR =
      "# Disk DescriptorFile\nversion=1\nRW 4 VMFS \"disk-flat.vmdk\"\n";

  @RegisterExtension final LabExtension extension = LabExtension.perTest(ServerCopyTest::model);

  private Lab lab;
  private VimVSphere vsphere;
  private Datastore vmstore;
  private Datastore far;

  private static LabModel model() {
    LabModel standard = LabModel.standard(3);
    return standard.toBuilder()
        .datacenters(
            List.of(
                standard.datacenters().get(0),
                new DatacenterModel("datacenter-9", "Far", List.of())))
        .addDatastore(
            DatastoreModel.vmfs("datastore-90", "far [1]", List.of("host-22"))
                .withDatacenter("datacenter-9"))
        .build();
  }

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    vsphere = Labs.builder(lab).credentials(Labs.credentials(lab)).withoutLoadCounters().build();
    vmstore = Labs.datastore(vsphere);
    far = vsphere.datastore("datastore-90", Optional.empty());
  }

  @AfterEach
  void close() {
    lab.vcenter().clearFaults();
    vsphere.close();
  }

  private LabDatastore store(String name) {
    return lab.datastore(name);
  }

  private void write(String path, String text) throws Exception {
    store("vmstore").write(path, text.getBytes(UTF_8));
  }

  private String read(String datastore, String path) throws Exception {
    return new String(store(datastore).read(path), UTF_8);
  }

  private DatastorePath here(String path) {
    return vmstore.snapshot().datastore().file(path);
  }

  private DatastorePath there(String path) {
    return far.snapshot().datastore().file(path);
  }

  private static VSphereException refusal(ThrowingCallable call) {
    VSphereException refused = catchThrowableOfType(VSphereException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void fileIsCopiedToAnotherDatacenterWhateverItsDatastoreIsCalled() throws Exception {
    write("a.iso", "content");
    vmstore.copy(here("a.iso"), far, there("b [2].iso"), false);

    assertThat(read("far [1]", "b [2].iso")).isEqualTo("content");
    assertThat(read("vmstore", "a.iso")).isEqualTo("content");
  }

  @Test
  void copyReplacesOnlyIfToldTo() throws Exception {
    write("a", "new");
    write("b", "old");
    VSphereException refused = refusal(() -> vmstore.copy(here("a"), vmstore, here("b"), false));
    assertThat(refused.kind()).isEqualTo(Kind.ALREADY_EXISTS);
    assertThat(refused)
        .hasMessageContaining("CopyDatastoreFile_Task from [vmstore] a to [vmstore] b on");
    assertThat(read("vmstore", "b")).isEqualTo("old");

    vmstore.copy(here("a"), vmstore, here("b"), true);
    assertThat(read("vmstore", "b")).isEqualTo("new");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    write("a", "a");
    assertThat(refusal(() -> vmstore.copy(here("x"), far, there("x"), false)).kind())
        .isEqualTo(Kind.NOT_FOUND);
    VSphereException refused =
        refusal(() -> vmstore.copy(here("a"), far, there("no/such/a"), false));
    assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(store("far [1]").files()).isEmpty();
  }

  @Test
  void foldersAreCopiedMovedAndDeletedWhole() throws Exception {
    write("iso/a", "a");
    write("iso/deep/b", "b");
    vmstore.copy(here("iso"), far, there("copy"), false);
    vmstore.move(here("iso"), here("moved"), false);
    assertThat(store("far [1]").files()).containsExactly("copy/a", "copy/deep/b");
    assertThat(store("vmstore").files()).containsExactly("moved/a", "moved/deep/b");

    vmstore.move(here("moved"), far, there("moved"), false);
    far.delete(there("copy"));
    assertThat(store("far [1]").files()).containsExactly("moved/a", "moved/deep/b");
    assertThat(store("vmstore").files()).isEmpty();
  }

  @Test
  void folderIsCreatedOnceAndInAFolderOnly() throws Exception {
    vmstore.createFolder(here("one"));
    assertThat(refusal(() -> vmstore.createFolder(here("one"))).kind())
        .isEqualTo(Kind.ALREADY_EXISTS);
    assertThat(refusal(() -> vmstore.createFolder(here("two/three"))).kind())
        .isEqualTo(Kind.NOT_FOUND);
    far.createFolder(there("one"));
    assertThat(store("far [1]").stat("one").orElseThrow().directory()).isTrue();
  }

  @Test
  void diskGoesWithItsExtent() throws Exception {
    write("vm/disk.vmdk", DESCRIPTOR);
    write("vm/disk-flat.vmdk", "data");
    far.createFolder(there("vm"));
    vmstore.copyDisk(here("vm/disk.vmdk"), far, there("vm/copy.vmdk"));
    assertThat(store("far [1]").files()).containsExactly("vm/copy-flat.vmdk", "vm/copy.vmdk");
    assertThat(refusal(() -> vmstore.copyDisk(here("vm/disk.vmdk"), far, there("vm/copy.vmdk"))))
        .hasMessageContaining("CopyVirtualDisk_Task")
        .extracting(VSphereException::kind)
        .isEqualTo(Kind.ALREADY_EXISTS);

    vmstore.moveDisk(here("vm/disk.vmdk"), vmstore, here("vm/new.vmdk"));
    assertThat(store("vmstore").files()).containsExactly("vm/new-flat.vmdk", "vm/new.vmdk");
    vmstore.deleteDisk(here("vm/new.vmdk"));
    vmstore.deleteDisk(here("vm/new.vmdk"));
    assertThat(store("vmstore").files()).isEmpty();
  }

  @Test
  void copyThatIsInterruptedIsCancelledAtTheServer() throws Exception {
    write("a", "a");
    lab.vcenter().once(new Fault.TaskStuck("CopyDatastoreFile_Task", true));
    Callers.Caller<Boolean> caller =
        new Callers.Caller<>(
            () -> {
              vmstore.copy(here("a"), far, there("a"), false);
              return true;
            });
    await()
        .until(
            () ->
                !lab.state()
                    .faults()
                    .inForce(LabState.VCENTER, Entrance.HTTPS, Fault.TaskStuck.class));
    VSphereException failure = caller.awaitWaiting().interrupt().outcome().failed();
    assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
    assertThat(failure)
        .hasMessageContaining("cancelled by the server: of a folder a part may have been copied");
    assertThat(store("far [1]").files()).isEmpty();
  }

  @Test
  void connectionsToOneServerMayBeTwo() throws Exception {
    write("a", "a");
    try (VimVSphere other = Labs.connect(lab)) {
      Datastore target = other.datastore("datastore-90", Optional.empty());
      vmstore.copy(here("a"), target, there("a"), false);
      assertThat(read("far [1]", "a")).isEqualTo("a");
    }
  }

  @Test
  void anotherServerIsOutOfReach() throws Exception {
    write("a", "a");
    try (Lab second = Lab.start();
        VimVSphere other = Labs.connect(second)) {
      VSphereException refused =
          refusal(() -> vmstore.copy(here("a"), Labs.datastore(other), here("b"), false));
      assertThat(refused.kind()).isEqualTo(Kind.INVALID);
      assertThat(refused).hasMessageContaining("not of one server");
    }
  }
}
