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

/** How tasks that run at the same time are looked at. */
class JointLookTest {
  private static final String LOOK = "RetrievePropertiesEx";
  private static final int MANY = 6;

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final HeldCalls calls = new HeldCalls();
  private Lab lab;
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    for (int i = 0; i <= MANY; i++) {
      lab.datastore("vmstore").write(name(i), new byte[i]);
    }
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

  /** Each in a folder of its own, as those of one folder are searched for together. */
  private static String name(int i) {
    return "folder-" + i + "/file.iso";
  }

  private Callers.Caller<OptionalLong> size(int i) {
    return new Callers.Caller<>(() -> vmstore.size(DatastorePath.parse("[vmstore] " + name(i))));
  }

  /** Callers whose tasks have begun, and who wait for the one that looks. */
  private List<Callers.Caller<OptionalLong>> waiting() {
    List<Callers.Caller<OptionalLong>> callers = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      callers.add(size(i).awaitWaitingIn("io.hostward.vsphere.files.Joint"));
    }
    return callers;
  }

  private static void assertSizes(List<Callers.Caller<OptionalLong>> callers) throws Exception {
    for (int i = 0; i < callers.size(); i++) {
      assertThat(callers.get(i).join().result()).contains(OptionalLong.of(i + 1));
    }
  }

  @Test
  void tasksThatRunTogetherAreLookedAtInOneCall() throws Exception {
    HeldCalls.Held first = calls.hold(LOOK);
    Callers.Caller<OptionalLong> one = size(0);
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting();
    int before = calls.count(LOOK);
    first.release();

    assertThat(one.join().result()).contains(OptionalLong.of(0));
    assertSizes(others);
    assertThat(calls.count(LOOK) - before)
        .as("looks for six tasks, each of which may have been early once")
        .isLessThan(MANY);
  }

  @Test
  void whoLooksForOthersMayLeave() throws Exception {
    HeldCalls.Held first = calls.hold(LOOK);
    Callers.Caller<OptionalLong> one = size(0);
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting();
    HeldCalls.Held joint = calls.hold(LOOK);
    first.release();
    joint.awaitCall();
    Callers.Ended<OptionalLong> left = others.remove(0).interrupt();

    assertThat(left.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(joint.isCancelled()).isTrue();
    assertThat(one.join().result()).contains(OptionalLong.of(0));
    for (Callers.Caller<OptionalLong> other : others) {
      assertThat(other.join().failure()).isEmpty();
    }
  }

  @Test
  void whoWaitsForAnothersLookMayLeave() throws Exception {
    HeldCalls.Held first = calls.hold(LOOK);
    Callers.Caller<OptionalLong> one = size(0);
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting();
    Callers.Ended<OptionalLong> left = others.remove(MANY - 1).interrupt();

    assertThat(left.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(left.keptInterrupted()).isTrue();
    assertThat(first.isOpen()).isTrue();
    first.release();
    assertThat(one.join().failure()).isEmpty();
    assertSizes(others);
  }

  @Test
  void oneTaskThatTheServerForgotHidesNoOther() throws Exception {
    HeldCalls.Held first = calls.hold(LOOK);
    Callers.Caller<OptionalLong> one = size(0);
    first.awaitCall();
    List<Callers.Caller<OptionalLong>> others = waiting();
    HeldCalls.Held joint = calls.hold(LOOK);
    first.release();
    joint.awaitCall();
    lab.vcenter().once(new Fault.SoapFault(LOOK, "ManagedObjectNotFound"));
    joint.release();

    assertThat(one.join().failure()).isEmpty();
    assertSizes(others);
  }
}
