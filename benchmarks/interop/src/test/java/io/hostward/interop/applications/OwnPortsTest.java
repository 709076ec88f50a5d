package io.hostward.interop.applications;

import static io.hostward.interop.applications.Orders.SIZE;
import static io.hostward.interop.applications.Orders.TARGET;
import static io.hostward.interop.applications.Orders.sha256;
import static io.hostward.interop.applications.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.applications.Running.Ended;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that hand in a port of their own, made by the JAX-WS runtime that they have. */
@ParameterizedClass
@ValueSource(strings = {"jax-ws", "cxf"})
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OwnPortsTest {
  private static final Map<String, Running> APPLICATIONS = new HashMap<>();
  private static final String MOVE = "MoveDatastoreFile_Task";

  private final Running running;
  private final Lab lab = Lab.start();

  OwnPortsTest(String application) {
    running = APPLICATIONS.computeIfAbsent(application, name -> Application.of(name).start());
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @AfterAll
  static void end() {
    APPLICATIONS.values().forEach(Running::close);
    APPLICATIONS.clear();
  }

  @ParameterizedTest
  @CsvSource({"DIRECT_ONLY, ESX1", "RELAY_ONLY, relay"})
  void uploads(String routes, String route) throws Exception {
    Ended ended = upload("routes", routes, "verify", "SHA256");

    assertStored(ended);
    assertThat(ended.get("route")).contains(route);
    assertThat(lab.vcenter().logins()).isEqualTo(1);
    assertThat(lab.vcenter().sessions()).as("it is the application's").isEqualTo(1);
  }

  @Test
  void aTaskThatFindsTheFileLockedIsWaitedFor() throws Exception {
    lab.vcenter().times(2, new Fault.TaskFault(MOVE, "FileLocked"));

    assertStored(upload());
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503})
  void aStatusInPlaceOfAnAnswerIsWaitedOut(int status) throws Exception {
    lab.vcenter().once(new Fault.SoapStatus("SearchDatastore_Task", status));

    assertStored(upload("patience", "20000"));
  }

  @Test
  void anAnswerThatIsLostIsLookedUp() throws Exception {
    lab.vcenter().times(2, new Fault.SoapAnswerLost(MOVE));

    assertStored(upload("patience", "20000"));
  }

  /** Some are declared by the operations that end in them, and some are not. */
  @ParameterizedTest
  @CsvSource({
    "SearchDatastore_Task, NoPermission, PERMISSION, HostDatastoreBrowser",
    "SearchDatastore_Task, InvalidDatastore, REQUEST, InvalidDatastore",
    "SearchDatastore_Task, RuntimeFault, VCENTER, RuntimeFault",
    "SearchDatastore_Task, NotAuthenticated, LOGIN, the session that was handed in has ended",
    "AcquireGenericServiceTicket, NoPermission, PERMISSION, SessionManager",
    "RetrievePropertiesEx, SystemError, VCENTER, SystemError"
  })
  void aFaultHasItsDomainAndItsName(String operation, String fault, String domain, String words) {
    lab.vcenter().always(new Fault.SoapFault(operation, fault));

    Ended ended = upload("routes", "DIRECT_ONLY");

    assertThat(ended.get("ended")).isEqualTo("refused");
    assertThat(ended.words()).contains(words);
    assertThat(ended.get("domain")).as(ended.words()).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({"NoDiskSpace, DATASTORE", "NoPermission, PERMISSION"})
  void theFaultOfATaskHasItsDomain(String fault, String domain) {
    lab.vcenter().always(new Fault.TaskFault(MOVE, fault));

    Ended ended = upload();

    assertThat(ended.words()).contains(fault);
    assertThat(ended.get("domain")).as(ended.words()).isEqualTo(domain);
    assertThat(ended.get("target")).isEqualTo("UNCHANGED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRANSFER", "VERIFICATION", "PUBLICATION"})
  void cancelledItLeavesNothing(String stage) throws Exception {
    lab.vcenter().always(new Fault.TaskStuck(MOVE, true));

    Ended ended = upload("cancelIn", stage);

    assertThat(ended.get("type")).as(ended.words()).isEqualTo("CancellationException");
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void aDeadlineEndsAWaitForATask() throws Exception {
    lab.vcenter().always(new Fault.TaskStuck(MOVE, true));

    Ended ended = upload("within", "3000");

    assertThat(ended.get("domain")).as(ended.words()).isEqualTo("REQUEST");
    assertThat(ended.get("target")).isEqualTo("UNCHANGED");
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  private Ended upload(String... more) {
    Map<String, String> order = with(Orders.upload(lab), "ownPort", "true", "patience", "2000");
    Ended ended = running.carryOut(with(order, more));
    assertThat(running.output()).doesNotContain(lab.user().password());
    return ended;
  }

  private void assertStored(Ended ended) throws Exception {
    assertThat(ended.isDone()).as(ended.words()).isTrue();
    assertThat(lab.datastore("vmstore").files()).containsExactly(TARGET);
    assertThat(lab.datastore("vmstore").sha256(TARGET)).isEqualTo(sha256(SIZE));
  }
}
