package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.WaitOptions;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.state.UnauthenticatedReads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionEndTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

  @RegisterExtension
  final LabExtension extension =
      LabExtension.perTest(() -> LabModel.standard(1).toBuilder().clock(now::get).build());

  private static @Nullable RetrieveResult read(Client client) throws Exception {
    var filter = Client.filter("Folder", client.content().getRootFolder(), List.of(), "name");
    return client
        .port()
        .retrievePropertiesEx(
            client.content().getPropertyCollector(), List.of(filter), new RetrieveOptions());
  }

  @Test
  void endsWhenItIsIdleAndLivesWhileItIsUsed() throws Exception {
    Client client = Client.login(extension.lab());
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(29)));
    assertThat(client.port().currentTime(Client.instance()).toGregorianCalendar().toInstant())
        .isEqualTo(now.get());
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(29)));
    client.port().currentTime(Client.instance());
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(31)));
    assertThatThrownBy(() -> client.port().currentTime(Client.instance()))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NotAuthenticated"));
  }

  @Test
  void readsOfAnEndedSessionAnswerAsChosen() throws Exception {
    Lab lab = extension.lab();
    Client client = Client.login(lab);
    lab.vcenter().expireSessions();
    RetrieveResult missing = Objects.requireNonNull(read(client));
    assertThat(missing.getObjects().get(0).getMissingSet()).hasSize(1);
    lab.state().soap().setUnauthenticatedReads(UnauthenticatedReads.EMPTY);
    assertThat(read(client)).isNull();
    lab.state().soap().setUnauthenticatedReads(UnauthenticatedReads.FAULT);
    assertThatThrownBy(() -> read(client))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NotAuthenticated"));
  }

  @Test
  void cloneTicketsOpenOneSession() throws Exception {
    Client client = Client.login(extension.lab());
    var manager = client.content().getSessionManager();
    String ticket = client.port().acquireCloneTicket(manager);
    VimPortType other = Client.anonymous(extension.lab().url());
    var session = other.cloneSession(manager, ticket);
    assertThat(session.getUserName()).isEqualTo(client.session().getUserName());
    assertThat(session.getKey()).isNotEqualTo(client.session().getKey());
    other.currentTime(Client.instance());
    assertThatThrownBy(() -> Client.anonymous(extension.lab().url()).cloneSession(manager, ticket))
        .isInstanceOf(InvalidLoginFaultMsg.class);
  }

  @Test
  void scriptedFaultsStrikeTheOperationThatTheyName() throws Exception {
    Client client = Client.login(extension.lab());
    extension.lab().vcenter().once(new Fault.SoapFault("CurrentTime", "NoPermission"));
    assertThat(read(client)).isNotNull();
    assertThatThrownBy(() -> client.port().currentTime(Client.instance()))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NoPermission"));
    assertThat(client.port().currentTime(Client.instance())).isNotNull();
    extension.lab().vcenter().once(new Fault.SessionExpired());
    assertThatThrownBy(() -> client.port().currentTime(Client.instance()))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NotAuthenticated"));
  }

  @Test
  void waitsOverRealSocketsForAHostsState() throws Exception {
    Lab lab = extension.lab();
    Client client = Client.login(lab);
    var collector = client.content().getPropertyCollector();
    var host = client.find("DC/host/Cluster/ESX1");
    client
        .port()
        .createFilter(
            collector,
            Client.filter("HostSystem", host, List.of(), "runtime.connectionState"),
            true);
    var options = new WaitOptions();
    options.setMaxWaitSeconds(30);
    var first = client.port().waitForUpdatesEx(collector, "", options);
    CompletableFuture<Object> second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                var set = client.port().waitForUpdatesEx(collector, first.getVersion(), options);
                return set.getFilterSet()
                    .get(0)
                    .getObjectSet()
                    .get(0)
                    .getChangeSet()
                    .get(0)
                    .getVal();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    lab.host("ESX1").setConnection(ConnectionState.NOT_RESPONDING);
    assertThat(second.get(20, TimeUnit.SECONDS)).hasToString("NOT_RESPONDING");
    options.setMaxWaitSeconds(0);
    var none = client.port().waitForUpdatesEx(collector, String.valueOf(2), options);
    assertThat(none).isNull();
    options.setMaxWaitSeconds(-1);
    assertThatThrownBy(() -> client.port().waitForUpdatesEx(collector, "2", options))
        .hasMessageContaining("maxWaitSeconds");
  }
}
