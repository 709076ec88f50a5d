package io.hostward.lab.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.FileAlreadyExists;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.storage.FileStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FileOperationsTest {
  @RegisterExtension final LabExtension lab = LabExtension.perTest(() -> LabModel.standard(2));

  private Client client;
  private ManagedObjectReference manager;
  private ManagedObjectReference datacenter;

  @BeforeEach
  void login() throws Exception {
    client = Client.login(lab.lab());
    manager = client.content().getFileManager();
    datacenter = client.find("DC");
  }

  private FileStore store(String name) {
    return lab.lab().datastore(name).store();
  }

  private void write(String datastore, String path, String text) throws Exception {
    lab.lab().datastore(datastore).write(path, text.getBytes(UTF_8));
  }

  private TaskInfo move(String from, String to, boolean force) throws Exception {
    return client.await(
        client.port().moveDatastoreFileTask(manager, from, datacenter, to, datacenter, force));
  }

  @Test
  void makesDirectories() throws Exception {
    client.port().makeDirectory(manager, "[vmstore] iso", datacenter, null);
    assertThat(store("vmstore").stat("iso").orElseThrow().directory()).isTrue();
    assertThatThrownBy(
            () -> client.port().makeDirectory(manager, "[vmstore] iso", datacenter, null))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("FileAlreadyExists"));
    assertThatThrownBy(
            () -> client.port().makeDirectory(manager, "[vmstore] a/b", datacenter, false))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("FileNotFound"));
    client.port().makeDirectory(manager, "[vmstore] a/b", datacenter, true);
    assertThat(store("vmstore").stat("a/b")).isPresent();
  }

  @Test
  void wantsADatacenterForBracketsAndNoneForUrls() throws Exception {
    assertThatThrownBy(() -> client.port().makeDirectory(manager, "[vmstore] x", null, null))
        .hasMessageContaining("datacenter");
    assertThatThrownBy(() -> client.port().makeDirectory(manager, "vmstore/x", datacenter, null))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("InvalidDatastorePath"));
    assertThatThrownBy(() -> client.port().makeDirectory(manager, "[nowhere] x", datacenter, null))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("InvalidDatastorePath"))
        .hasMessageContaining("[nowhere] x");
    String url = "https://vc/folder/by%20url?dcPath=DC&dsName=vmstore";
    client.port().makeDirectory(manager, url, null, null);
    assertThat(store("vmstore").stat("by url")).isPresent();
  }

  @Test
  void movesAndReplacesOnlyWhenForced() throws Exception {
    write("vmstore", "a.tmp", "new");
    write("vmstore", "a.iso", "old");
    TaskInfo refused = move("[vmstore] a.tmp", "[vmstore] a.iso", false);
    assertThat(refused.getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(refused.getError().getFault())
        .isInstanceOfSatisfying(
            FileAlreadyExists.class, f -> assertThat(f.getFile()).isEqualTo("[vmstore] a.iso"));
    assertThat(store("vmstore").stat("a.tmp")).isPresent();
    TaskInfo done = move("[vmstore] a.tmp", "[vmstore] a.iso", true);
    assertThat(done.getState()).isEqualTo(TaskInfoState.SUCCESS);
    assertThat(done.getEntityName()).isEqualTo("vmstore");
    assertThat(done.getName())
        .as("by which clients look it up")
        .isEqualTo("MoveDatastoreFile_Task");
    assertThat(done.getDescriptionId()).isEqualTo("FileManager.moveDatastoreFile");
    assertThat(store("vmstore").stat("a.tmp")).isEmpty();
    assertThat(store("vmstore").stat("a.iso").orElseThrow().size()).isEqualTo(3);
  }

  @Test
  void movesAndCopiesBetweenDatastores() throws Exception {
    write("vmstore", "f.bin", "content");
    assertThat(move("[vmstore] f.bin", "[ESX1-local] g.bin", false).getState())
        .isEqualTo(TaskInfoState.SUCCESS);
    assertThat(store("vmstore").stat("f.bin")).isEmpty();
    var copy =
        client
            .port()
            .copyDatastoreFileTask(
                manager, "[ESX1-local] g.bin", datacenter, "[vmstore] h.bin", null, null);
    assertThat(client.await(copy).getState()).isEqualTo(TaskInfoState.SUCCESS);
    assertThat(store("ESX1-local").stat("g.bin").orElseThrow().sha256())
        .isEqualTo(store("vmstore").stat("h.bin").orElseThrow().sha256())
        .isNotNull();
  }

  @Test
  void deletesAndFaultsOnWhatIsNotThere() throws Exception {
    write("vmstore", "x", "x");
    var delete = client.port().deleteDatastoreFileTask(manager, "[vmstore] x", datacenter);
    assertThat(client.await(delete).getState()).isEqualTo(TaskInfoState.SUCCESS);
    assertThat(store("vmstore").stat("x")).isEqualTo(Optional.empty());
    var again = client.port().deleteDatastoreFileTask(manager, "[vmstore] x", datacenter);
    TaskInfo info = client.await(again);
    assertThat(info.getError().getFault()).isInstanceOf(FileNotFound.class);
    assertThat(info.getError().getLocalizedMessage()).contains("[vmstore] x");
  }

  @Test
  void slowTasksRunUntilTheyAreCancelled() throws Exception {
    lab.lab().state().soap().setTaskDelay(Duration.ofMinutes(5));
    write("vmstore", "slow", "x");
    var task = client.port().deleteDatastoreFileTask(manager, "[vmstore] slow", datacenter);
    client.port().cancelTask(task);
    TaskInfo info = client.await(task);
    assertThat(info.getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(info.isCancelled()).isTrue();
    assertThat(store("vmstore").stat("slow")).isPresent();
    assertThatThrownBy(() -> client.port().cancelTask(task)).hasMessageContaining("ended already");
  }
}
