package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.NoDiskSpace;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code [name] path} where the name is escaped, or holds brackets. */
class OddDatastoreNamesTest {
  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(OddDatastoreNamesTest::model);

  private Client client;
  private ManagedObjectReference manager;
  private ManagedObjectReference datacenter;

  private static LabModel model() {
    return LabModel.standard(1).toBuilder()
        .addDatastore(store("datastore-41", "a/b"))
        .addDatastore(store("datastore-42", "a%2fb"))
        .addDatastore(store("datastore-43", "c\\d 50%"))
        .addDatastore(store("datastore-44", "rack[1]"))
        .addDatastore(store("datastore-45", "rack[1"))
        .addDatastore(store("datastore-46", "full/up").withCapacity(0))
        .build();
  }

  private static DatastoreModel store(String moid, String name) {
    return DatastoreModel.vmfs(moid, name, List.of("host-21"));
  }

  @BeforeEach
  void login() throws Exception {
    client = Client.login(LAB.lab());
    manager = client.content().getFileManager();
    datacenter = client.find("DC");
  }

  @ParameterizedTest
  @CsvSource({
    "[a%2fb] d1, a/b, d1",
    "[a/b] d2, a/b, d2",
    "[a%252fb] d3, a%2fb, d3",
    "[c%5cd 50%25] d4/e f, c\\d 50%, d4/e f",
    "[c\\d 50%] d5, c\\d 50%, d5",
    "[rack[1]] d6, rack[1], d6",
    "[rack[1]d7, rack[1, d7",
    "https://vc/folder/d8?dcPath=DC&dsName=a%252fb, a/b, d8",
    "https://vc/folder/d9?dcPath=DC&dsName=rack%5B1%5D, rack[1], d9",
  })
  void fileManagerFindsTheDatastoreThatIsMeant(String name, String datastore, String path)
      throws Exception {
    client.port().makeDirectory(manager, name, datacenter, true);
    assertThat(LAB.lab().datastore(datastore).stat(path)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2fb",
    "c\\d 50%, c%5cd 50%25",
    "rack[1], rack[1]",
  })
  void browserIsFoundByPathAndAnswersWithTheEscapedName(String datastore, String escaped)
      throws Exception {
    LAB.lab().datastore(datastore).write("iso/f", new byte[3]);
    ManagedObjectReference found = client.find("DC/datastore/" + escaped);
    assertThat(found.getValue()).isEqualTo(LAB.lab().datastore(datastore).moid());
    var browser = client.one(found, "browser", ManagedObjectReference.class);
    TaskInfo info =
        client.await(client.port().searchDatastoreTask(browser, "[" + escaped + "] iso", null));
    var results = (HostDatastoreBrowserSearchResults) info.getResult();
    assertThat(results.getFolderPath()).isEqualTo("[" + escaped + "] iso/");
    assertThat(results.getFile())
        .singleElement()
        .satisfies(f -> assertThat(f.getPath()).isEqualTo("f"));
    assertThat(info.getEntityName()).isEqualTo(escaped);
  }

  @Test
  void browserKnowsNoOtherDatastore() throws Exception {
    ManagedObjectReference found = client.find("DC/datastore/a%2fb");
    var browser = client.one(found, "browser", ManagedObjectReference.class);
    for (String other : List.of("[a%252fb] x", "[vmstore] x", "a%2fb x", "[]", "[a%2fb")) {
      assertThatThrownBy(() -> client.port().searchDatastoreTask(browser, other, null))
          .as(other)
          .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("InvalidDatastorePath"));
    }
  }

  @Test
  void faultsNameTheDatastoreAsTheInventoryDoes() throws Exception {
    LAB.lab().datastore("a/b").write("f", "content".getBytes(StandardCharsets.UTF_8));
    TaskInfo info =
        client.await(
            client
                .port()
                .copyDatastoreFileTask(
                    manager, "[a%2fb] f", datacenter, "[full%2fup] f", null, null));
    assertThat(info.getState()).isEqualTo(TaskInfoState.ERROR);
    assertThat(info.getError().getFault())
        .isInstanceOfSatisfying(
            NoDiskSpace.class,
            full -> {
              assertThat(full.getDatastore()).isEqualTo("full%2fup");
              assertThat(full.getFile()).isEqualTo("[full%2fup] f");
            });
  }
}
