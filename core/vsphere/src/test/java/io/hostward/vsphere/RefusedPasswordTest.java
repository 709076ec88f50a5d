package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostSnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.spi.Datastore;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers lock users out after a few wrong passwords: one wrong login in all, whoever asks. */
class RefusedPasswordTest {
  private static final DatastorePath FILE = DatastorePath.parse("[vmstore] disk.iso");
  private static final int UPLOADS = 40;

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Supplier<Credentials>> source = new AtomicReference<>();
  private Lab lab;
  private VimVSphere vsphere;
  private Datastore datastore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    lab.datastore("vmstore").write("disk.iso", new byte[7]);
    give(lab.user().password());
    vsphere =
        Labs.builder(lab)
            .credentials(
                () -> {
                  asked.incrementAndGet();
                  return source.get().get();
                })
            .build();
    datastore = Labs.datastore(vsphere);
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  private void give(String password) {
    Credentials given = new Credentials(lab.user().name(), Secret.of(password));
    source.set(() -> given);
  }

  /** The session ends, and the password that the connection knows is no longer right. */
  private void change(String password) {
    lab.vcenter().changePassword(password);
    lab.vcenter().expireSessions();
  }

  private VSphereException refusal() throws Exception {
    return Callers.atOnce(1, () -> Labs.datastore(vsphere)).get(0).failed();
  }

  /** What an upload asks, over every route, whatever becomes of the one before. */
  private List<Kind> askOverEveryRoute() {
    List<Route> routes = new ArrayList<>();
    datastore.snapshot().mounts().forEach(mount -> routes.add(direct(mount.host())));
    routes.add(vsphere.relay().orElseThrow());
    List<Kind> failures = new ArrayList<>();
    for (Route route : routes) {
      failures.add(failure(() -> datastore.ticket(route, HttpMethod.PUT, FILE)));
      failures.add(failure(() -> datastore.size(FILE)));
    }
    return failures;
  }

  private static Route direct(HostSnapshot host) {
    return new Route.Direct(host);
  }

  private interface Step {
    void run() throws VSphereException;
  }

  private static Kind failure(Step step) {
    try {
      step.run();
      throw new AssertionError("it should have failed");
    } catch (VSphereException e) {
      return e.kind();
    }
  }

  @Test
  void manyUploadsOverManyRoutesMakeOneWrongLogin() throws Exception {
    change("another");
    for (Callers.Outcome<List<Kind>> upload : Callers.atOnce(UPLOADS, this::askOverEveryRoute)) {
      assertThat(upload.result().orElseThrow()).containsOnly(Kind.LOGIN);
    }
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
    assertThat(asked).hasValue(2);
  }

  @Test
  void changedPasswordIsTakenUpByTheNextUploadsWithOneLogin() throws Exception {
    change("another");
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    give("another");
    assertThat(askOverEveryRoute()).as("an upload that has begun").containsOnly(Kind.LOGIN);
    for (Callers.Outcome<Datastore> upload :
        Callers.atOnce(UPLOADS, () -> Labs.datastore(vsphere))) {
      assertThat(upload.result().orElseThrow().size(FILE)).hasValue(7);
    }
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
    assertThat(lab.vcenter().logins()).isEqualTo(2);
    assertThat(datastore.size(FILE)).hasValue(7);
  }

  @Test
  void samePasswordIsNotSentAgainByTheNextUploads() throws Exception {
    change("another");
    for (int i = 0; i < 3; i++) {
      for (Callers.Outcome<Datastore> upload :
          Callers.atOnce(UPLOADS, () -> vsphere.datastore("vmstore", Optional.of("DC")))) {
        assertThat(upload.failed().kind()).isEqualTo(Kind.LOGIN);
        assertThat(upload.failed()).hasMessageContaining("InvalidLogin");
      }
    }
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
  }

  @Test
  void everyOtherWrongPasswordIsSentOnceAndNeverAgain() throws Exception {
    change("another");
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    give("wrong as well");
    for (Callers.Outcome<Datastore> upload :
        Callers.atOnce(UPLOADS, () -> Labs.datastore(vsphere))) {
      assertThat(upload.failed().kind()).isEqualTo(Kind.LOGIN);
    }
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(2);
    give("another");
    assertThat(Labs.datastore(vsphere).size(FILE)).hasValue(7);
    give("wrong as well");
    change("a third");
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    assertThat(refusal().kind()).isEqualTo(Kind.LOGIN);
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SystemError", "NoPermission", "InvalidLocale", "BrandNewFault"})
  void anyFaultOfALoginIsARefusal(String fault) throws Exception {
    lab.vcenter().always(new Fault.SoapFault("Login", fault));
    lab.vcenter().expireSessions();
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    lab.vcenter().clearFaults();
    assertThat(refusal()).hasMessageContaining(fault).hasMessageContaining("are not sent again");
    assertThat(lab.vcenter().logins()).as("not sent again").isEqualTo(1);
  }

  @Test
  void newPasswordThatGetsNoAnswerIsTriedAgain() throws Exception {
    change("another");
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    give("another");
    lab.vcenter().times(2, new Fault.SoapStatus("Login", 503));
    assertThat(refusal().kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(failure(() -> datastore.size(FILE))).isEqualTo(Kind.NO_ANSWER);
    assertThat(datastore.size(FILE)).hasValue(7);
    assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
  }

  @Test
  void supplierThatFailsIsNamedAndItsWordsAreNot() throws Exception {
    source.set(
        () -> {
          throw new IllegalStateException("vault says s3cret");
        });
    lab.vcenter().expireSessions();
    assertThat(askOverEveryRoute()).containsOnly(Kind.LOGIN);
    assertThat(asked).as("asked once by all").hasValue(2);
    VSphereException refused = refusal();
    assertThat(refused.kind()).isEqualTo(Kind.LOGIN);
    assertThat(refused)
        .hasMessageContaining("the supplier of credentials failed with java.lang.IllegalState")
        .hasMessageContaining("no login on vCenter 8.0.3");
    assertThat(Labs.logged(refused)).doesNotContain("s3cret");
    source.set(() -> null);
    assertThat(refusal()).hasMessageContaining("the supplier of credentials gave none");
    give(lab.user().password());
    assertThat(Labs.datastore(vsphere).size(FILE)).hasValue(7);
    assertThat(lab.vcenter().refusedLogins()).isZero();
  }

  @Test
  void neitherCredentialsNorMessagesShowThePassword() throws Exception {
    assertThat(new Credentials("anna", Secret.of("s3cret"))).hasToString("anna");
    change("another");
    VSphereException refused = Callers.atOnce(1, () -> datastore.size(FILE)).get(0).failed();
    assertThat(Labs.logged(refused)).doesNotContain(lab.user().password());
  }
}
