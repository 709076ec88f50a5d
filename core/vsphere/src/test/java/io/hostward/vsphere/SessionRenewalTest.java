package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.state.UnauthenticatedReads;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionRenewalTest {
  private static final DatastorePath FILE = DatastorePath.parse("[vmstore] disk.iso");

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private Lab lab;
  private VimVSphere vsphere;
  private Datastore datastore;

  @BeforeEach
  void connect() throws Exception {
    lab = extension.lab();
    lab.datastore("vmstore").write("disk.iso", new byte[7]);
    vsphere = Labs.connect(lab);
    datastore = Labs.datastore(vsphere);
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  @ParameterizedTest
  @EnumSource
  void endedSessionIsRenewedOnceHoweverItShows(UnauthenticatedReads shows) throws Exception {
    lab.state().soap().setUnauthenticatedReads(shows);
    lab.state().sessions().expireAll();
    assertThat(datastore.afresh().snapshot().mounts()).hasSize(4);
    assertThat(lab.state().sessions().count()).isEqualTo(1);
    lab.state().sessions().expireAll();
    assertThat(datastore.size(FILE)).hasValue(7);
    assertThat(lab.state().sessions().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsThatFindTheSessionEndedLogInOnce(UnauthenticatedReads shows) throws Exception {
    lab.state().soap().setUnauthenticatedReads(shows);
    int threads = 16;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 3; round++) {
        lab.state().sessions().expireAll();
        List<Future<OptionalLong>> sizes = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          sizes.add(
              pool.submit(
                  () -> {
                    start.await();
                    return datastore.size(FILE);
                  }));
        }
        for (Future<OptionalLong> size : sizes) {
          assertThat(size.get()).hasValue(7);
        }
        assertThat(lab.state().sessions().count()).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void loginWithoutAnAnswerWasNotRefusedAndIsTriedAgainByTheNextCall() throws Exception {
    lab.state().sessions().expireAll();
    lab.vcenter().once(new Fault.SoapStatus("Login", 503));
    VSphereException unanswered =
        catchThrowableOfType(VSphereException.class, () -> datastore.size(FILE));
    assertThat(unanswered.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(unanswered).hasMessageContaining("Login of administrator@vsphere.local on vCenter");
    assertThat(Labs.logged(unanswered)).doesNotContain(lab.user().password());
    assertThat(datastore.size(FILE)).hasValue(7);
  }

  @Test
  void sessionThatEndsAgainAtOnceIsReportedAsThat() {
    lab.vcenter().times(10, new Fault.SoapFault("SearchDatastore_Task", "NotAuthenticated"));
    VSphereException refused =
        catchThrowableOfType(VSphereException.class, () -> datastore.size(FILE));
    assertThat(refused.kind()).isEqualTo(Kind.SESSION);
    assertThat(refused).hasMessageContaining("SearchDatastore_Task for [vmstore] disk.iso on vC");
  }

  @Test
  void closedConnectionLogsInNoMore() {
    vsphere.close();
    VSphereException refused =
        catchThrowableOfType(VSphereException.class, () -> datastore.size(FILE));
    assertThat(refused.kind()).isEqualTo(Kind.CLOSED);
    assertThat(refused).hasMessageContaining("was closed");
    assertThat(lab.state().sessions().count()).isZero();
  }
}
