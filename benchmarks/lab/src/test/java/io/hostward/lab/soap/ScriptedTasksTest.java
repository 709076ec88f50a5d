package io.hostward.lab.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.vmware.vim25.FileFault;
import com.vmware.vim25.FileLocked;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.RequestCanceled;
import com.vmware.vim25.RuntimeFaultFaultMsg;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import jakarta.xml.ws.WebServiceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that strike one operation or its task, and leave the others alone. */
class ScriptedTasksTest {
  private static final String MOVE = "MoveDatastoreFile_Task";

  @RegisterExtension
  final LabExtension extension = LabExtension.perTest(() -> LabModel.standard(2));

  private Lab lab;
  private Client client;
  private ManagedObjectReference datacenter;

  @BeforeEach
  void login() throws Exception {
    lab = extension.lab();
    client = Client.login(lab);
    datacenter = client.find("DC");
    lab.datastore("vmstore").write("a", "whole".getBytes(UTF_8));
  }

  private ManagedObjectReference move() throws Exception {
    ManagedObjectReference manager = client.content().getFileManager();
    return client
        .port()
        .moveDatastoreFileTask(
            manager, "[vmstore] a", datacenter, "[vmstore] b", datacenter, false);
  }

  private TaskInfo info(ManagedObjectReference task) throws Exception {
    return client.one(task, "info", TaskInfo.class);
  }

  private void awaitRunning(ManagedObjectReference task) {
    await().until(() -> info(task).getState() == TaskInfoState.RUNNING);
  }

  @Test
  void fileIsLockedForTheNextMoves() throws Exception {
    lab.vcenter().times(2, new Fault.TaskFault(MOVE, "FileLocked"));
    for (int i = 0; i < 2; i++) {
      TaskInfo locked = client.await(move());
      assertThat(locked.getState()).isEqualTo(TaskInfoState.ERROR);
      assertThat(locked.getError().getFault()).isInstanceOf(FileLocked.class);
      assertThat(((FileFault) locked.getError().getFault()).getFile()).isEqualTo("[vmstore] b");
    }
    assertThat(client.await(move()).getState()).isEqualTo(TaskInfoState.SUCCESS);
    assertThat(lab.datastore("vmstore").files()).containsExactly("b");
  }

  @Test
  void stuckTaskRunsUntilItIsCancelled() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, true));
    ManagedObjectReference task = move();
    awaitRunning(task);
    client.port().cancelTask(task);
    TaskInfo ended = client.await(task);
    assertThat(ended.isCancelled()).isTrue();
    assertThat(ended.getError().getFault()).isInstanceOf(RequestCanceled.class);
    assertThat(lab.datastore("vmstore").files()).containsExactly("a");
  }

  @Test
  void deafTaskRunsOn() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck(MOVE, false));
    ManagedObjectReference task = move();
    awaitRunning(task);
    client.port().cancelTask(task);
    assertThat(info(task).getState()).isEqualTo(TaskInfoState.RUNNING);
    assertThat(info(task).isCancelled()).isTrue();
  }

  @Test
  void statusStrikesTheOperationThatItIsMeantFor() throws Exception {
    lab.vcenter().once(new Fault.SoapStatus(MOVE, 503));
    assertThat(client.find("DC")).isNotNull();
    assertThatThrownBy(this::move)
        .isInstanceOf(WebServiceException.class)
        .hasMessageContaining("503");
    assertThat(client.await(move()).getState()).isEqualTo(TaskInfoState.SUCCESS);
  }

  @Test
  void operationWhoseAnswerIsLostIsCarriedOut() throws Exception {
    // Twice, because the JDK's client sends a request again by itself when its answer is missing.
    lab.vcenter().times(2, new Fault.SoapAnswerLost(MOVE));
    assertThatThrownBy(this::move).isInstanceOf(WebServiceException.class);
    await().until(() -> lab.datastore("vmstore").stat("b").isPresent());
  }

  @Test
  void missingPermissionMayBeOnAnotherObject() {
    lab.vcenter()
        .once(
            new Fault.SoapFault(
                "AcquireGenericServiceTicket", "NoPermission", "HostSystem:host-10"));
    var spec = new SessionManagerHttpServiceRequestSpec();
    spec.setMethod("httpPut");
    spec.setUrl("https://esx/folder/a?dsName=vmstore");
    assertThatThrownBy(
            () ->
                client
                    .port()
                    .acquireGenericServiceTicket(client.content().getSessionManager(), spec))
        .satisfies(ScriptedTasksTest::deniesTheHost);
  }

  private static void deniesTheHost(Throwable thrown) {
    if (thrown instanceof RuntimeFaultFaultMsg told) {
      assertThat(((NoPermission) told.getFaultInfo()).getObject().getValue()).isEqualTo("host-10");
    } else {
      assertThat(Client.faultType(thrown)).isEqualTo("NoPermission");
    }
  }

  @Test
  void killedServerBreaksConnectionsThatWereKeptAlive() throws Exception {
    lab.vcenter().kill();
    assertThatThrownBy(() -> client.find("DC")).isInstanceOf(WebServiceException.class);
    lab.vcenter().revive();
    assertThat(client.find("DC")).isNotNull();
  }

  @Test
  void changedPasswordIsCountedWhereItIsRefused() throws Exception {
    lab.vcenter().changePassword("another");
    assertThatThrownBy(() -> Client.login(lab)).hasMessageContaining("incorrect user name");
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
    assertThat(lab.vcenter().logins()).isEqualTo(1);
  }
}
