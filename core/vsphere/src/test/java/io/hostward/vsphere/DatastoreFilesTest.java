package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.net.Secret;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreFilesTest {
  private static final UserModel READER =
      new UserModel(
          "reader", "Pass-1!", List.of(new Withheld("Datastore.FileManagement", "datastore-31")));
  private static final UserModel STRANGER =
      new UserModel("stranger", "Pass-1!", List.of(new Withheld("Datastore.Browse", null)));

  @RegisterExtension
  static final LabExtension LAB =
      LabExtension.perClass(
          () ->
              LabModel.standard().toBuilder()
                  .users(List.of(LabModel.ADMINISTRATOR, READER, STRANGER))
                  .build());

  private final Lab lab = LAB.lab();
  private final LabDatastore store = lab.datastore("vmstore");
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    use(LabModel.ADMINISTRATOR);
    for (String file : store.files()) {
      store.store().delete(file);
    }
  }

  private void use(UserModel user) throws VSphereException {
    close();
    vsphere = Labs.connect(lab, user);
    vmstore = Labs.datastore(vsphere);
  }

  @AfterEach
  void close() {
    lab.vcenter().clearFaults();
    lab.state().soap().setTaskDelay(Duration.ZERO);
    if (vsphere != null) {
      vsphere.close();
    }
  }

  private static DatastorePath path(String path) {
    return new DatastorePath("vmstore", path);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.iso",
        "a[x].iso",
        "*.iso",
        "{a,b}.iso",
        "??.iso",
        "back`tick$ & 100%.iso",
        "\u0159ek\u00e1m \u78c1\u76d8 \ud83d\udcbe.iso",
        "a b  c.iso",
        "%41.iso",
        "<&>\"'.iso"
      })
  void sizeIsThatOfTheFileOfExactlyThisName(String name) throws Exception {
    vmstore.makeFolder(path("sizes/" + name));
    for (String other : List.of("ax.iso", "b.iso", "zz.iso", "A.iso", "a.iso2", "xa.iso")) {
      store.write("sizes/" + other, new byte[99]);
    }
    assertThat(vmstore.size(path("sizes/" + name))).isEmpty();
    store.write("sizes/" + name, new byte[5]);
    assertThat(vmstore.size(path("sizes/" + name))).hasValue(5);
    vmstore.delete(path("sizes/" + name));
    assertThat(store.files()).doesNotContain("sizes/" + name).contains("sizes/ax.iso");
  }

  @Test
  void sizeOfWhatIsNoFileIsNone() throws Exception {
    store.store().makeDirectory("folder.iso", false);
    store.write("plain", new byte[3]);
    assertThat(vmstore.size(path("missing.iso"))).isEmpty();
    assertThat(vmstore.size(path("missing/a.iso"))).isEmpty();
    assertThat(vmstore.size(path("folder.iso"))).isEmpty();
    assertThat(vmstore.size(path("plain/a.iso"))).isEmpty();
    store.store().delete("folder.iso");
  }

  @Test
  void emptyFileHasASize() throws Exception {
    store.write("empty", new byte[0]);
    assertThat(vmstore.size(path("empty"))).hasValue(0);
  }

  @Test
  void folderIsMadeWithThoseAboveItAndMayBeThere() throws Exception {
    vmstore.makeFolder(path("top.iso"));
    vmstore.makeFolder(path("one/t w o/[three]/a.iso"));
    assertThat(store.stat("one/t w o/[three]"))
        .hasValueSatisfying(e -> assertThat(e.directory()).isTrue());
    vmstore.makeFolder(path("one/t w o/[three]/b.iso"));
    store.write("one/file", new byte[1]);
    VSphereException refused = refusal(() -> vmstore.makeFolder(path("one/file/two/a.iso")));
    assertThat(refused).hasMessageContaining("MakeDirectory [vmstore] one/file/two on vCenter");
  }

  @Test
  void moveReplacesOnlyIfToldTo() throws Exception {
    store.write("new.part", bytes("new"));
    store.write("old.iso", bytes("old"));
    VSphereException refused =
        refusal(() -> vmstore.move(path("new.part"), path("old.iso"), false));
    assertThat(refused.kind()).isEqualTo(Kind.ALREADY_EXISTS);
    assertThat(refused)
        .hasMessageContaining("MoveDatastoreFile_Task from [vmstore] new.part to [vmstore] old.iso")
        .hasMessageContaining("FileAlreadyExists");
    assertThat(store.read("old.iso")).isEqualTo(bytes("old"));
    vmstore.move(path("new.part"), path("old.iso"), true);
    assertThat(store.read("old.iso")).isEqualTo(bytes("new"));
    assertThat(store.stat("new.part")).isEmpty();
  }

  @Test
  void moveOfWhatIsMissingFails() {
    VSphereException refused = refusal(() -> vmstore.move(path("gone.part"), path("b.iso"), true));
    assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void deleteOfWhatIsMissingSucceeds() throws Exception {
    vmstore.delete(path("gone.iso"));
    vmstore.delete(path("gone/gone.iso"));
  }

  @Test
  void missingPrivilegeIsNamedWithItsObject() throws Exception {
    store.write("a.part", new byte[1]);
    use(READER);
    List<ThrowingCallable> calls =
        List.of(
            () -> vmstore.delete(path("a.part")),
            () -> vmstore.move(path("a.part"), path("b"), true),
            () -> vmstore.makeFolder(path("folder/a")));
    for (ThrowingCallable call : calls) {
      VSphereException refused = refusal(call);
      assertThat(refused.kind()).isEqualTo(Kind.PERMISSION);
      assertThat(refused)
          .hasMessageContaining("Datastore.FileManagement")
          .hasMessageContaining("datastore-31")
          .hasMessageContaining("the user lacks a privilege");
    }
    assertThat(vmstore.size(path("a.part"))).hasValue(1);
  }

  @Test
  void missingRightToBrowseIsNamed() throws Exception {
    use(STRANGER);
    VSphereException refused = refusal(() -> vmstore.size(path("a")));
    assertThat(refused.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(refused).hasMessageContaining("Datastore.Browse");
  }

  @Test
  void datastoreThatIsGoneIsNotOneWithoutTheFile() {
    lab.vcenter().times(2, new Fault.SoapFault("SearchDatastore_Task", "ManagedObjectNotFound"));
    assertThat(refusal(() -> vmstore.size(path("a"))))
        .hasMessageContaining("ManagedObjectNotFound");
    lab.vcenter().once(new Fault.SoapFault("DeleteDatastoreFile_Task", "ManagedObjectNotFound"));
    assertThat(refusal(() -> vmstore.delete(path("a"))))
        .hasMessageContaining("ManagedObjectNotFound");
  }

  @Test
  void taskIsWaitedFor() throws Exception {
    store.write("slow.part", bytes("slow"));
    lab.state().soap().setTaskDelay(Duration.ofMillis(300));
    vmstore.move(path("slow.part"), path("slow.iso"), false);
    assertThat(store.read("slow.iso")).isEqualTo(bytes("slow"));
  }

  @Test
  void serverThatStallsIsGivenUp() throws Exception {
    close();
    vsphere =
        Labs.builder(lab)
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .callTimeout(Duration.ofMillis(800))
            .build();
    vmstore = Labs.datastore(vsphere);
    lab.vcenter().once(new Fault.SoapSlow(Duration.ofSeconds(20)));
    VSphereException refused = refusal(() -> vmstore.size(path("a")));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused)
        .hasMessageContaining("SearchDatastore_Task for [vmstore] a on vCenter 8.0.3 at ")
        .hasMessageContaining("gave no answer to POST /sdk within 0.8 s");
    assertThat(vmstore.size(path("a"))).isEmpty();
  }

  @Test
  void serverInTroubleIsNamed() {
    lab.vcenter().once(new Fault.SoapStatus(502));
    VSphereException refused = refusal(() -> vmstore.size(path("a")));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused).hasMessageContaining("HTTP status 502");
    lab.vcenter().once(new Fault.SoapFault("SearchDatastore_Task", "RuntimeFault"));
    assertThat(refusal(() -> vmstore.size(path("a"))).kind()).isEqualTo(Kind.FAULT);
  }

  private static VSphereException refusal(ThrowingCallable call) {
    VSphereException refused = catchThrowableOfType(VSphereException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }
}
