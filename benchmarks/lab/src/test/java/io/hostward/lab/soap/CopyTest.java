package io.hostward.lab.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileAlreadyExists;
import com.vmware.vim25.FileFault;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.NoDiskSpace;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.state.Traffic;
import io.hostward.lab.storage.FileStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CopyDatastoreFile_Task: its faults, what a failure leaves, and the way of its bytes. */
class CopyTest {
  @RegisterExtension final LabExtension extension = LabExtension.perTest(CopyTest::model);

  private Client client;
  private ManagedObjectReference manager;
  private ManagedObjectReference datacenter;

  private static LabModel model() {
    LabModel standard = LabModel.standard(3);
    return standard.toBuilder()
        .datacenters(
            List.of(
                standard.datacenters().get(0),
                new DatacenterModel("datacenter-9", "Far/away", List.of("Folder"))))
        .addDatastore(
            DatastoreModel.vmfs("datastore-90", "far", List.of("host-22"))
                .withDatacenter("datacenter-9"))
        .addDatastore(
            DatastoreModel.vmfs("datastore-91", "bare1", List.of("host-21"))
                .withStorage(StorageMode.discard()))
        .addDatastore(
            DatastoreModel.vmfs("datastore-92", "bare2", List.of("host-22"))
                .withStorage(StorageMode.discard()))
        .build();
  }

  @BeforeEach
  void login() throws Exception {
    client = Client.login(extension.lab());
    manager = client.content().getFileManager();
    datacenter = client.find("DC");
  }

  private LabDatastore store(String name) {
    return extension.lab().datastore(name);
  }

  private void write(String datastore, String path, String text) throws Exception {
    store(datastore).write(path, text.getBytes(UTF_8));
  }

  private String read(String datastore, String path) throws Exception {
    return new String(store(datastore).read(path), UTF_8);
  }

  private TaskInfo copy(String from, String to, boolean force) throws Exception {
    return client.await(
        client.port().copyDatastoreFileTask(manager, from, datacenter, to, datacenter, force));
  }

  private static void assertDone(TaskInfo info) {
    assertThat(info.getError()).isNull();
    assertThat(info.getState()).isEqualTo(TaskInfoState.SUCCESS);
  }

  private static void assertRefused(TaskInfo info, Class<? extends FileFault> type, String file) {
    assertThat(info.getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(info.getError().getFault())
        .isInstanceOfSatisfying(type, fault -> assertThat(fault.getFile()).isEqualTo(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmstore", "ESX2-local"})
  void refusalsNameTheFileOnTheDatastoreWhereItIsMissingOrInTheWay(String target) throws Exception {
    write("vmstore", "a", "new");
    write(target, "b", "old");
    String to = "[" + target + "] ";

    assertRefused(copy("[vmstore] a", to + "b", false), FileAlreadyExists.class, to + "b");
    assertRefused(copy("[vmstore] x", to + "c", false), FileNotFound.class, "[vmstore] x");
    assertRefused(copy("[vmstore] a", to + "no/c", false), FileNotFound.class, to + "no");
    assertThat(read(target, "b")).isEqualTo("old");
    assertDone(copy("[vmstore] a", to + "b", true));
    assertThat(read(target, "b")).isEqualTo("new");
    assertThat(store("vmstore").stat("a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmstore", "ESX2-local"})
  void copyThatFailsLeavesWhatStoodThereAndNothingElse(String target) throws Exception {
    write("vmstore", "large", "0123456789");
    write(target, "old", "old");
    FileStore files = store(target).store();
    store(target).setCapacity(files.capacity() - files.free() + 9);
    String to = "[" + target + "] ";

    TaskInfo refused = copy("[vmstore] large", to + "old", true);
    assertRefused(refused, NoDiskSpace.class, to + "old");
    assertThat(((NoDiskSpace) refused.getError().getFault()).getDatastore()).isEqualTo(target);
    assertRefused(copy("[vmstore] large", to + "fresh", false), NoDiskSpace.class, to + "fresh");
    assertThat(read(target, "old")).isEqualTo("old");
    assertThat(store(target).files()).doesNotContain("fresh").allMatch(f -> !f.startsWith("."));
  }

  @Test
  void folderIsCopiedWithAllThatIsInIt() throws Exception {
    write("vmstore", "iso/a", "a");
    write("vmstore", "iso/deep/b", "b");

    assertDone(copy("[vmstore] iso", "[ESX1-local] iso2", false));
    assertDone(copy("[vmstore] iso", "[vmstore] iso3", false));
    assertThat(store("ESX1-local").files()).containsExactlyInAnyOrder("iso2/a", "iso2/deep/b");
    assertThat(store("vmstore").files()).contains("iso3/a", "iso3/deep/b");
    assertRefused(
        copy("[vmstore] iso", "[ESX1-local] iso2", true),
        FileAlreadyExists.class,
        "[ESX1-local] iso2");
  }

  @Test
  void copyGoesToAnotherDatacenter() throws Exception {
    write("vmstore", "a", "content");
    ManagedObjectReference far = client.find("Folder/Far%2faway");
    ManagedObjectReference task =
        client
            .port()
            .copyDatastoreFileTask(manager, "[vmstore] a", datacenter, "[far] b", far, null);

    assertDone(client.await(task));
    assertThat(read("far", "b")).isEqualTo("content");
  }

  @Test
  void hostThatMountsBothDatastoresReadsAndWritesAndNoByteIsSent() throws Exception {
    write("vmstore", "a", "content");
    LabHost host = extension.lab().host("ESX3");
    Traffic before = host.traffic();

    assertDone(copy("[vmstore] a", "[ESX3-local] b", false));
    assertThat(host.read(store("vmstore").moid())).isEqualTo(7);
    assertThat(host.written(store("ESX3-local").moid())).isEqualTo(7);
    assertThat(host.traffic()).isEqualTo(before);
  }

  @Test
  void hostsWithoutADatastoreInCommonSendItByPort902AndVcenterSeesNothingOfIt() throws Exception {
    byte[] content = new byte[3_000_000];
    store("ESX1-local").write("a", content);
    LabHost from = extension.lab().host("ESX1");
    LabHost to = extension.lab().host("ESX2");

    assertDone(copy("[ESX1-local] a", "[ESX2-local] b", false));
    assertThat(from.read(store("ESX1-local").moid())).isEqualTo(content.length);
    assertThat(from.traffic().nfcOut()).isEqualTo(content.length);
    assertThat(to.traffic().nfcIn()).isEqualTo(content.length);
    assertThat(to.written(store("ESX2-local").moid())).isEqualTo(content.length);
    Traffic vcenter = extension.lab().vcenter().traffic();
    assertThat(vcenter.in() + vcenter.out()).isLessThan(200_000);
  }

  @Test
  void moveBetweenDatastoresIsACopyAndMoveWithinOneIsNone() throws Exception {
    write("vmstore", "a", "content");
    LabHost host = extension.lab().host("ESX1");
    client.await(
        client
            .port()
            .moveDatastoreFileTask(manager, "[vmstore] a", datacenter, "[vmstore] b", null, null));
    assertThat(host.read(store("vmstore").moid())).isZero();
    client.await(
        client
            .port()
            .moveDatastoreFileTask(
                manager, "[vmstore] b", datacenter, "[ESX1-local] c", null, null));

    assertThat(host.read(store("vmstore").moid())).isEqualTo(7);
    assertThat(host.written(store("ESX1-local").moid())).isEqualTo(7);
    assertThat(store("vmstore").files()).isEmpty();
    assertThat(read("ESX1-local", "c")).isEqualTo("content");
  }

  @Test
  void hostInMaintenanceCopiesNothing() throws Exception {
    write("ESX1-local", "a", "content");
    extension.lab().host("ESX1").setMaintenance(true);

    assertRefused(copy("[ESX1-local] a", "[vmstore] b", false), FileFault.class, "[ESX1-local] a");
  }

  @Test
  void copyTakesItsTimeAndACancelledOneLeavesNothing() throws Exception {
    store("ESX1-local").write("a", new byte[100_000]);
    extension.lab().state().copies().setBytesPerSecond(500_000);
    long begun = System.nanoTime();
    assertDone(copy("[ESX1-local] a", "[ESX2-local] b", false));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));

    extension.lab().state().copies().setBytesPerSecond(1);
    ManagedObjectReference task =
        client
            .port()
            .copyDatastoreFileTask(
                manager, "[ESX1-local] a", datacenter, "[ESX2-local] c", datacenter, false);
    client.port().cancelTask(task);
    assertThat(client.await(task).getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(store("ESX2-local").files()).containsExactly("b");
  }

  /** What is kept of a file is copied; a store that keeps sizes and hashes has no more. */
  @Test
  void filesWhoseContentWasDiscardedAreCopiedAllTheSame() throws Exception {
    store("bare1").write("a", new byte[300_000]);

    assertDone(copy("[bare1] a", "[bare2] b", false));
    assertThat(store("bare2").stat("b").orElseThrow().size()).isEqualTo(300_000);
    assertThat(store("bare2").sha256("b")).isEqualTo(store("bare1").sha256("a"));
    assertThat(store("bare2").store().free())
        .isEqualTo(store("bare2").store().capacity() - 300_000);
  }
}
