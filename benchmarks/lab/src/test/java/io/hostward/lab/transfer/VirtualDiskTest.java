package io.hostward.lab.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Disks are a descriptor and its extents, and stay whole. */
class VirtualDiskTest {
  private static final String DESCRIPTOR =
      """
      # Disk DescriptorFile
      version=1
      createType="vmfs"
      RW 8 VMFS "disk-flat.vmdk"
      RW 8 VMFS "other.vmdk"
      ddb.adapterType = "lsilogic"
      """;

  @RegisterExtension
  final LabExtension extension =
      LabExtension.perTest(
          () ->
              LabModel.standard(1).toBuilder()
                  .addDatastore(DatastoreModel.vmfs("datastore-77", "else", List.of("host-21")))
                  .build());

  private LabDatastore store;

  @BeforeEach
  void write() throws Exception {
    store = extension.lab().datastore("vmstore");
    store.write("vm/disk.vmdk", DESCRIPTOR.getBytes(UTF_8));
    store.write("vm/disk-flat.vmdk", new byte[4096]);
    store.write("vm/other.vmdk", new byte[100]);
    store.write("vm/vm.vmx", new byte[5]);
  }

  private ServerCopy.Place place(String datastore, String path) {
    String moid = extension.lab().datastore(datastore).moid();
    return new ServerCopy.Place(extension.lab().state().datastore(moid).orElseThrow(), path);
  }

  private ServerCopy way() {
    return new ServerCopy(extension.lab().state());
  }

  @Test
  void copyHasExtentsOfItsOwnUnderItsOwnName() throws Exception {
    VirtualDisk.open(place("vmstore", "vm/disk.vmdk")).copy(place("else", "new.vmdk"), way());

    LabDatastore other = extension.lab().datastore("else");
    assertThat(other.files())
        .containsExactlyInAnyOrder("new.vmdk", "new-flat.vmdk", "new-other.vmdk");
    assertThat(new String(other.read("new.vmdk"), UTF_8))
        .isEqualTo(
            DESCRIPTOR
                .replace("\"disk-flat.vmdk\"", "\"new-flat.vmdk\"")
                .replace("\"other.vmdk\"", "\"new-other.vmdk\""));
    assertThat(other.stat("new-flat.vmdk").orElseThrow().size()).isEqualTo(4096);
    assertThat(store.files()).hasSize(4);
  }

  @Test
  void deletingTakesTheExtentsAlong() throws Exception {
    VirtualDisk.open(place("vmstore", "vm/disk.vmdk")).delete();

    assertThat(store.files()).containsExactly("vm/vm.vmx");
  }

  @Test
  void whatIsNoDescriptorIsNoDisk() {
    assertThatThrownBy(() -> VirtualDisk.open(place("vmstore", "vm/disk-flat.vmdk")))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void copyReplacesNoDisk() throws Exception {
    VirtualDisk disk = VirtualDisk.open(place("vmstore", "vm/disk.vmdk"));
    assertThatThrownBy(() -> disk.copy(place("vmstore", "vm/vm.vmx"), way()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ALREADY_EXISTS));
    assertThat(store.files()).hasSize(4);
  }
}
