package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How files of one folder are looked for at the same time. */
class JointSearchTest {
  private static final String SEARCH = "SearchDatastore_Task";

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final HeldCalls calls = new HeldCalls();
  private Lab lab;
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    for (int i = 1; i <= 4; i++) {
      lab.datastore("vmstore").write("folder/file-" + i, new byte[i]);
    }
    lab.datastore("vmstore").write("folder/a[1]*", new byte[5]);
    lab.datastore("vmstore").write("folder/a[1]b", new byte[6]);
    lab.datastore("vmstore").write("file-1", new byte[100]);
    vsphere =
        Labs.builder(lab)
            .transport(calls)
            .credentials(Labs.credentials(lab))
            .withoutLoadCounters()
            .build();
    vmstore = Labs.datastore(vsphere);
  }

  @AfterEach
  void close() {
    lab.vcenter().clearFaults();
    vsphere.close();
  }

  private Callers.Caller<OptionalLong> size(String name) {
    return new Callers.Caller<>(() -> vmstore.size(DatastorePath.parse("[vmstore] " + name)));
  }

  private List<Callers.Caller<OptionalLong>> waiting(String... names) {
    List<Callers.Caller<OptionalLong>> callers = new ArrayList<>();
    for (String name : names) {
      callers.add(size(name).awaitWaitingIn("io.hostward.vsphere.files.Joint"));
    }
    return callers;
  }

  private static List<OptionalLong> sizes(List<Callers.Caller<OptionalLong>> callers)
      throws Exception {
    List<OptionalLong> sizes = new ArrayList<>();
    for (Callers.Caller<OptionalLong> caller : callers) {
      sizes.add(caller.join().result().orElseThrow());
    }
    return sizes;
  }

  @Test
  void filesOfOneFolderAreSearchedForInOneCallAndEachIsToldOfItsOwn() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("folder/file-1");
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others =
        waiting("folder/file-2", "folder/file-3", "folder/none", "folder/a[1]*", "folder/file-2");
    first.release();

    assertThat(one.join().result()).contains(OptionalLong.of(1));
    assertThat(sizes(others))
        .containsExactly(
            OptionalLong.of(2),
            OptionalLong.of(3),
            OptionalLong.empty(),
            OptionalLong.of(5),
            OptionalLong.of(2));
    assertThat(calls.count(SEARCH)).isEqualTo(2);
  }

  @Test
  void whatIsStoredWhileAnotherSearchIsUnderWayIsFound() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("folder/late");
    first.awaitCall();
    // The first search may have looked already; whoever asks from now on must see what is new.
    lab.datastore("vmstore").write("folder/late", new byte[7]);
    List<Callers.Caller<OptionalLong>> others = waiting("folder/late");
    int before = calls.count(SEARCH);
    first.release();

    assertThat(sizes(others)).containsExactly(OptionalLong.of(7));
    assertThat(calls.count(SEARCH) - before).isEqualTo(1);
    one.join();
  }

  @Test
  void anotherFolderIsNotWaitedFor() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("folder/file-1");
    first.awaitCall();

    assertThat(size("file-1").join().result()).contains(OptionalLong.of(100));
    first.release();
    assertThat(one.join().result()).contains(OptionalLong.of(1));
  }

  @Test
  void aSearchThatIsRefusedForManyIsMadeOneByOne() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("folder/file-1");
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting("folder/file-2", "folder/file-3");
    HeldCalls.Held joint = calls.hold(SEARCH);
    first.release();
    joint.awaitCall();
    lab.vcenter().once(new Fault.SoapFault(SEARCH, "InvalidArgument"));
    joint.release();

    assertThat(one.join().failure()).isEmpty();
    assertThat(sizes(others)).containsExactly(OptionalLong.of(2), OptionalLong.of(3));
  }

  @Test
  void whoSearchesForOthersMayLeave() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("folder/file-1");
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others =
        waiting("folder/file-2", "folder/file-3", "folder/file-4");
    HeldCalls.Held joint = calls.hold(SEARCH);
    first.release();
    joint.awaitCall();
    Callers.Ended<OptionalLong> left = others.remove(0).interrupt();

    assertThat(left.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(one.join().failure()).isEmpty();
    assertThat(sizes(others)).containsExactly(OptionalLong.of(3), OptionalLong.of(4));
  }

  @Test
  void aFolderThatIsNotThereHoldsNoneOfThem() throws Exception {
    HeldCalls.Held first = calls.hold(SEARCH);
    Callers.Caller<OptionalLong> one = size("none/file-1");
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting("none/file-2", "none/file-3");
    first.release();

    assertThat(one.join().result()).contains(OptionalLong.empty());
    assertThat(sizes(others)).containsExactly(OptionalLong.empty(), OptionalLong.empty());
    assertThat(calls.count(SEARCH)).isEqualTo(2);
  }
}
