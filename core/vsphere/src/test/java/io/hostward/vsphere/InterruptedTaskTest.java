package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.state.LabState;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interrupt does to calls and tasks, and what a server in trouble does to tasks. */
class InterruptedTaskTest {
  private static final String MOVE = "MoveDatastoreFile_Task";
  private static final String SEARCH = "SearchDatastore_Task";
  private static final String POLL = "RetrievePropertiesEx";
  private static final DatastorePath PART = DatastorePath.parse("[vmstore] a.part");
  private static final DatastorePath WHOLE = PART.sibling("a.iso");

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private Lab lab;
  private LabDatastore store;
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    store = lab.datastore("vmstore");
    store.write("a.part", new byte[3]);
    vsphere = Labs.builder(lab).credentials(Labs.credentials(lab)).withoutLoadCounters().build();
    vmstore = Labs.datastore(vsphere);
  }

  @AfterEach
  void close() {
    lab.vcenter().clearFaults();
    vsphere.close();
  }

  private boolean move() throws VSphereException {
    vmstore.move(PART, WHOLE, false);
    return true;
  }

  private boolean isStruck(Class<? extends Fault> type) {
    return !lab.state().faults().inForce(LabState.VCENTER, Entrance.HTTPS, type);
  }

  /** Interrupts the call once its request has met the fault, and it waits. */
  private <T> Callers.Ended<T> interrupted(Class<? extends Fault> met, Callable<T> call)
      throws Exception {
    Callers.Caller<T> caller = new Callers.Caller<>(call);
    await().until(() -> isStruck(met));
    Callers.Ended<T> ended = caller.awaitWaiting().interrupt();
    assertThat(ended.keptInterrupted()).isTrue();
    assertThat(ended.afterInterrupt()).isLessThan(Duration.ofSeconds(6));
    return ended;
  }

  private static VSphereException interruption(Callers.Ended<?> ended) {
    VSphereException failure = ended.outcome().failed();
    assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
    return failure;
  }

  @Test
  void moveThatTheServerCancelsWasNotDone() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, true));
    VSphereException failure = interrupted(Fault.TaskStuck.class, this::move).outcome().failed();
    assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
    assertThat(failure)
        .hasMessageContaining("MoveDatastoreFile_Task from [vmstore] a.part to [vmstore] a.iso on")
        .hasMessageContaining("cancelled by the server: nothing was done");
    assertThat(store.files()).containsExactly("a.part");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void moveThatCannotBeCancelledMayStillBeDone() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, false));
    assertThat(interruption(interrupted(Fault.TaskStuck.class, this::move)))
        .hasMessageContaining("it may still be carried out");
  }

  @Test
  void serverWithoutCancelTaskIsLookedAtOnce() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, true));
    lab.vcenter().always(new Fault.SoapFault("CancelTask", "MethodNotFound"));
    Callers.Ended<Boolean> ended = interrupted(Fault.TaskStuck.class, this::move);
    assertThat(interruption(ended)).hasMessageContaining("it may still be carried out");
    assertThat(ended.afterInterrupt()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void moveThatIsDoneAllTheSameIsASuccess() throws Exception {
    lab.vcenter().once(new Fault.SoapSlow(POLL, Duration.ofSeconds(20)));
    Callers.Ended<Boolean> ended = interrupted(Fault.SoapSlow.class, this::move);
    assertThat(ended.outcome().result()).contains(true);
    assertThat(store.files()).containsExactly("a.iso");
  }

  @Test
  void moveThatFailsAllTheSameTellsWhy() throws Exception {
    lab.vcenter().once(new Fault.TaskFault(MOVE, "FileLocked"));
    lab.vcenter().once(new Fault.SoapSlow(POLL, Duration.ofSeconds(20)));
    Callers.Ended<Boolean> ended = interrupted(Fault.SoapSlow.class, this::move);
    assertThat(ended.outcome().failed().kind()).isEqualTo(Kind.LOCKED);
  }

  @Test
  void taskWhoseReferenceIsStillOnItsWayIsCancelledToo() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, true));
    lab.vcenter().once(new Fault.SoapSlow(MOVE, Duration.ofSeconds(1)));
    VSphereException failure = interrupted(Fault.SoapSlow.class, this::move).outcome().failed();
    assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void moveThatWasRefusedAtItsStartTellsWhy() throws Exception {
    lab.vcenter().once(new Fault.SoapFault(MOVE, "InvalidArgument"));
    lab.vcenter().once(new Fault.SoapSlow(MOVE, Duration.ofSeconds(1)));
    Callers.Ended<Boolean> ended = interrupted(Fault.SoapSlow.class, this::move);
    assertThat(ended.outcome().failed().kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void serverThatNoLongerAnswersHoldsNobodyUp() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, true));
    Callers.Caller<Boolean> caller = new Callers.Caller<>(this::move);
    await().until(() -> isStruck(Fault.TaskStuck.class));
    lab.vcenter().always(new Fault.SoapSlow(Duration.ofSeconds(50)));
    Callers.Ended<Boolean> ended = caller.awaitWaiting().interrupt();
    assertThat(interruption(ended)).hasMessageContaining("it may still be carried out");
    assertThat(ended.keptInterrupted()).isTrue();
    assertThat(ended.afterInterrupt()).isLessThan(Duration.ofSeconds(8));
    long before = System.nanoTime();
    vsphere.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void searchIsLeftAtOnceAndCancelled() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(SEARCH, false));
    lab.vcenter().once(new Fault.SoapStatus("CancelTask", 503));
    Callers.Ended<?> ended = interrupted(Fault.TaskStuck.class, () -> vmstore.size(PART));
    assertThat(interruption(ended))
        .hasMessageContaining("interrupted while waiting for SearchDatastore_Task for [vmstore] a");
    assertThat(ended.afterInterrupt()).isLessThan(Duration.ofSeconds(1));
    await().until(() -> isStruck(Fault.SoapStatus.class));
  }

  @Test
  void callIsLeftAtOnce() throws Exception {
    lab.vcenter().once(new Fault.SoapSlow("MakeDirectory", Duration.ofSeconds(20)));
    Callable<Boolean> makeFolder =
        () -> {
          vmstore.makeFolder(DatastorePath.parse("[vmstore] folder/a"));
          return true;
        };
    Callers.Ended<Boolean> ended = interrupted(Fault.SoapSlow.class, makeFolder);
    assertThat(interruption(ended))
        .hasMessageContaining("interrupted while waiting for MakeDirectory [vmstore] folder on")
        .hasMessageContaining("may still be carried out");
    assertThat(ended.afterInterrupt()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void threadThatIsInterruptedAsksNothing() throws Exception {
    Thread.currentThread().interrupt();
    VSphereException refused =
        catchThrowableOfType(
            VSphereException.class,
            () -> vmstore.makeFolder(DatastorePath.parse("[vmstore] never/a")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refused.kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(refused).hasMessageContaining("interrupted before MakeDirectory [vmstore] never");
    assertThat(store.stat("never")).isEmpty();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void taskIsNotLostWhileTheServerIsAway() throws Exception {
    lab.vcenter().times(4, new Fault.SoapStatus(POLL, 503));
    assertThat(move()).isTrue();
    assertThat(store.files()).containsExactly("a.iso");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void serverThatStaysAwayLeavesTheOutcomeOpen() throws Exception {
    lab.vcenter().always(new Fault.SoapStatus(POLL, 503));
    VSphereException unknown = Callers.atOnce(1, this::move).get(0).failed();
    assertThat(unknown.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(unknown)
        .hasMessageContaining("MoveDatastoreFile_Task from [vmstore] a.part to [vmstore] a.iso")
        .hasMessageContaining("was started, but how it ended cannot be found out")
        .hasMessageContaining("503");
  }

  @Test
  void taskThatTheServerHasForgottenIsNoMissingFile() throws Exception {
    lab.vcenter().once(new Fault.SoapFault(POLL, "ManagedObjectNotFound"));
    VSphereException unknown = Callers.atOnce(1, this::move).get(0).failed();
    assertThat(unknown.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(unknown).hasMessageContaining("how it ended cannot be found out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoPermission", "SystemError", "InvalidArgument", "FileLocked"})
  void taskWhoseStateIsRefusedMayHaveBeenDone(String fault) throws Exception {
    lab.vcenter().once(new Fault.SoapFault(POLL, fault));
    VSphereException unknown = Callers.atOnce(1, this::move).get(0).failed();
    assertThat(unknown.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(unknown).hasMessageContaining("how it ended cannot be found out");
  }
}
