package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether an interrupt and a close reach the call that is under way. */
class BrokenOffCallTest {
  private static final String READ = "RetrievePropertiesEx";
  private static final DatastorePath FILE = DatastorePath.parse("[vmstore] a.iso");

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final HeldCalls calls = new HeldCalls();
  private Lab lab;
  private VimVSphere vsphere;
  private Datastore vmstore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    lab.datastore("vmstore").write("a.iso", new byte[3]);
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
    vsphere.close();
  }

  private Callers.Caller<?> size() {
    return new Callers.Caller<>(() -> vmstore.size(FILE));
  }

  private static void closeSoon(VimVSphere vsphere) {
    long before = System.nanoTime();
    vsphere.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void interruptBreaksAQuestionOff() throws Exception {
    HeldCalls.Held look = calls.hold(READ);
    Callers.Caller<?> caller = size();
    look.awaitCall();
    Callers.Ended<?> ended = caller.awaitWaiting().interrupt();

    assertThat(look.isCancelled()).isTrue();
    assertThat(ended.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(ended.keptInterrupted()).isTrue();
    assertThat(vmstore.size(FILE)).as("the connection goes on").hasValue(3);
  }

  @Test
  void closeBreaksAQuestionOff() throws Exception {
    HeldCalls.Held look = calls.hold(READ);
    Callers.Caller<?> caller = size();
    look.awaitCall();
    closeSoon(vsphere);

    assertThat(look.isCancelled()).isTrue();
    VSphereException told = caller.join().failed();
    assertThat(told.kind()).isEqualTo(Kind.CLOSED);
    assertThat(told).hasMessageContaining("the connection was closed");
    assertThat(lab.state().sessions().count()).as("it logged out").isZero();
  }

  @Test
  void closeBreaksOffALoadThatCallersShare() throws Exception {
    HeldCalls.Held look = calls.hold(READ);
    Callers.Caller<Datastore> one =
        new Callers.Caller<>(() -> vsphere.datastore("ESX1-local", Optional.empty()));
    look.awaitCall();
    closeSoon(vsphere);

    assertThat(look.isCancelled()).isTrue();
    assertThat(one.join().failed().kind()).isEqualTo(Kind.CLOSED);
  }

  @Test
  void startOfATaskIsNeverBrokenOff() throws Exception {
    HeldCalls.Held start = calls.hold("MoveDatastoreFile_Task");
    Callers.Caller<Boolean> caller =
        new Callers.Caller<>(
            () -> {
              vmstore.move(FILE, FILE.sibling("b.iso"), false);
              return true;
            });
    start.awaitCall();
    caller.awaitWaiting().interruptOnly();
    assertThat(start.isOpen()).isTrue();
    start.release();

    Callers.Outcome<Boolean> ended = caller.join();
    // The cancellation and the move race; either way it was looked how the move ended.
    if (ended.result().isPresent()) {
      assertThat(lab.datastore("vmstore").files()).containsExactly("b.iso");
    } else {
      assertThat(ended.failed().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(lab.datastore("vmstore").files()).containsExactly("a.iso");
    }
  }

  @Test
  void whatAnInterruptKeepsFromBeingSentIsNotDone() throws Exception {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> vmstore.move(FILE, FILE.sibling("b.iso"), false))
          .isInstanceOfSatisfying(
              VSphereException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED))
          .hasMessageContaining("not sent");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(lab.datastore("vmstore").files()).containsExactly("a.iso");
  }

  @Test
  void callerThatLeavesEndsNoLoginThatOthersWaitFor() throws Exception {
    lab.state().sessions().expireAll();
    HeldCalls.Held login = calls.hold("Login");
    Callers.Caller<?> leaving = size();
    login.awaitCall();
    Callers.Caller<?> staying = size();
    staying.awaitWaiting();
    Callers.Ended<?> left = leaving.awaitWaiting().interrupt();

    assertThat(left.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(login.isOpen()).isTrue();
    login.release();
    assertThat(staying.join().failure()).isEmpty();
    assertThat(lab.state().sessions().count()).isEqualTo(1);
  }

  @Test
  void closeBreaksALoginOff() throws Exception {
    lab.state().sessions().expireAll();
    HeldCalls.Held login = calls.hold("Login");
    Callers.Caller<?> caller = size();
    login.awaitCall();
    closeSoon(vsphere);

    assertThat(login.isCancelled()).isTrue();
    assertThat(caller.join().failed().kind()).isEqualTo(Kind.CLOSED);
  }

  @Test
  void interruptBreaksTheFirstLoginOff() throws Exception {
    HeldCalls.Held login = calls.hold("Login");
    Callers.Caller<VimVSphere> caller =
        new Callers.Caller<>(
            () -> Labs.builder(lab).transport(calls).credentials(Labs.credentials(lab)).build());
    login.awaitCall();
    Callers.Ended<?> ended = caller.awaitWaiting().interrupt();

    assertThat(ended.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    await().until(login::isCancelled);
  }

  @Test
  void nothingIsAskedAfterTheClose() {
    vsphere.close();
    assertThatThrownBy(() -> vmstore.size(FILE))
        .isInstanceOfSatisfying(
            VSphereException.class, told -> assertThat(told.kind()).isEqualTo(Kind.CLOSED));
  }

  @Test
  void questionHoldsNoThreadButItsCallers() throws Exception {
    HeldCalls.Held look = calls.hold(READ);
    Callers.Caller<?> caller = size();
    look.awaitCall();
    caller.awaitWaiting();

    assertThat(caller.waitsIn("io.hostward.vsphere.soap.SoapPort")).isTrue();
    caller.interruptOnly();
  }
}
