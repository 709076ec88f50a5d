package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreNamesTest {
  private static final UserModel BLIND =
      new UserModel("blind@vsphere.local", "Blind-1!", List.of(new Withheld("System.View", null)));
  private static final UserModel HALF_BLIND =
      new UserModel(
          "half@vsphere.local",
          "Half-1!",
          List.of(
              new Withheld("System.View", "datacenter-2"),
              new Withheld("System.Read", "datacenter-2")));

  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(DatastoreNamesTest::model);

  private static VimVSphere vsphere;

  private static LabModel model() {
    return LabModel.builder()
        .datacenters(
            List.of(
                new DatacenterModel("datacenter-2", "DC", List.of()),
                new DatacenterModel("datacenter-3", "DC", List.of("Europe")),
                new DatacenterModel(
                    "datacenter-4", "Br\u00fcnn 50%/50%", List.of("Europe", "Cz & Sk"))))
        .users(List.of(LabModel.ADMINISTRATOR, BLIND, HALF_BLIND))
        .hosts(List.of(HostModel.builder("host-1", "esx1").sockets(false).build()))
        .addDatastore(store("datastore-1", "shared", "datacenter-2"))
        .addDatastore(store("datastore-2", "shared", "datacenter-3"))
        .addDatastore(store("datastore-3", "shared", "datacenter-4"))
        .addDatastore(store("datastore-4", "only", "datacenter-4"))
        .addDatastore(store("datastore-5", "a/b 100%", "datacenter-2"))
        .addDatastore(store("datastore-6", "\u78c1\u76d8 \ud83d\udcbe", "datacenter-2"))
        .addDatastore(store("datastore-7", "iso + images & more", "datacenter-3"))
        .build();
  }

  private static DatastoreModel store(String moid, String name, String datacenter) {
    return DatastoreModel.vmfs(moid, name, List.of("host-1")).withDatacenter(datacenter);
  }

  @BeforeAll
  static void connect() throws VSphereException {
    vsphere = Labs.connect(LAB.lab());
  }

  @AfterAll
  static void close() {
    vsphere.close();
  }

  @ParameterizedTest
  @CsvSource({
    "only, datastore-4, Europe/Cz & Sk/Br\u00fcnn 50%25%2f50%25",
    "a%2fb 100%25, datastore-5, DC",
    "\u78c1\u76d8 \ud83d\udcbe, datastore-6, DC",
    "iso + images & more, datastore-7, Europe/DC",
  })
  void nameAsTheInventoryHasItIsFound(String name, String id, String datacenter)
      throws VSphereException {
    Datastore handle = vsphere.datastore(name, Optional.empty());
    DatastoreSnapshot found = handle.snapshot().datastore();
    assertThat(found.id()).isEqualTo(id);
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.datacenterPath()).isEqualTo(datacenter);
    DatastorePath file = new DatastorePath(found.name(), "disk.iso");
    assertThat(handle.size(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DC, datastore-1",
    "/DC, datastore-1",
    "Europe/DC, datastore-2",
    "/Europe/DC, datastore-2",
    "Br\u00fcnn 50%25%2f50%25, datastore-3",
    "Europe/Cz & Sk/Br\u00fcnn 50%25%2f50%25, datastore-3",
  })
  void datacenterTellsDatastoresOfOneNameApart(String datacenter, String id)
      throws VSphereException {
    assertThat(find("shared", datacenter).id()).isEqualTo(id);
  }

  @Test
  void pathFromTheRootIsNoName() throws VSphereException {
    assertThat(find("iso + images & more", "DC").id())
        .as("no other DC has it")
        .isEqualTo("datastore-7");
    assertThat(refusal("iso + images & more", "/DC").kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ambiguousNameListsTheDatacenters() {
    VSphereException refused = refusal("shared", null);
    assertThat(refused.kind()).isEqualTo(Kind.AMBIGUOUS);
    assertThat(refused)
        .hasMessageContaining("'shared' in several datacenters")
        .hasMessageContaining(
            "name one of: DC, Europe/Cz & Sk/Br\u00fcnn 50%25%2f50%25, Europe/DC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shared", "share", "shared ", "*", ""})
  void unknownNameListsWhatThereIs(String name) {
    VSphereException refused = refusal(name, null);
    assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refused)
        .hasMessageContaining("no datastore '" + name + "' on vCenter 8.0.3 at")
        .hasMessageContaining("shared in DC")
        .hasMessageContaining("iso + images & more in Europe/DC");
  }

  @Test
  void wrongDatacenterIsNamed() {
    assertThat(refusal("only", "DC"))
        .hasMessageContaining("no datastore 'only' in datacenter 'DC'")
        .hasMessageContaining("only in Europe/Cz & Sk/");
  }

  @Test
  void lineBreakInANameDoesNotBreakTheMessage() {
    assertThat(refusal("a\nb", null)).hasMessageContaining("'a\\u000ab'");
  }

  @Test
  void userWhoSeesNothingIsToldSo() throws VSphereException {
    try (VimVSphere blind = Labs.connect(LAB.lab(), BLIND)) {
      VSphereException refused =
          catchThrowableOfType(
              VSphereException.class, () -> blind.datastore("shared", Optional.empty()));
      assertThat(refused.kind()).isIn(Kind.NOT_FOUND, Kind.PERMISSION);
      assertThat(refused).hasMessageContaining("System.View");
    }
  }

  @Test
  void userWhoSeesOneDatacenterFindsWhatIsInIt() throws VSphereException {
    try (VimVSphere half = Labs.connect(LAB.lab(), HALF_BLIND)) {
      assertThat(half.datastore("only", Optional.empty()).snapshot().datastore().id())
          .isEqualTo("datastore-4");
    }
  }

  private static DatastoreSnapshot find(String name, String datacenter) throws VSphereException {
    return vsphere.datastore(name, Optional.ofNullable(datacenter)).snapshot().datastore();
  }

  private static VSphereException refusal(String name, String datacenter) {
    VSphereException refused =
        catchThrowableOfType(VSphereException.class, () -> find(name, datacenter));
    assertThat(refused).isNotNull();
    return refused;
  }
}
