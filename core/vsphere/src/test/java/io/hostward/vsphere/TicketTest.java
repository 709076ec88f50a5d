package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostSnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.HostTrust;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.ManagementNic;
import io.hostward.lab.model.VcenterModel;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.spi.HostAddressResolver;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketTest {
  private static final FolderTarget TARGET =
      FolderTarget.onHost(DatastorePath.parse("[vmstore] iso/a b+[x].iso"));

  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(TicketTest::model);

  private final Lab lab = LAB.lab();
  private VimVSphere vsphere;

  private static LabModel model() {
    return LabModel.standard(8).toBuilder()
        .host("ESX1", host -> host.ticketHostName("esx1.example"))
        .host("ESX2", host -> host.trust(HostTrust.SHA1).ticketHostName("localhost.localdomain"))
        .host("ESX3", host -> host.trust(HostTrust.CERTIFICATE).ticketHostName(null))
        .host("ESX4", host -> host.trust(HostTrust.NOTHING))
        .host(
            "ESX5",
            host ->
                host.managementNics(
                    List.of(
                        new ManagementNic("vmk0", "10.0.0.5", 24, List.of("2001:db8::5"), true))))
        .host(
            "ESX6",
            host ->
                host.managementNics(List.of(new ManagementNic("vmk0", null, 0, List.of(), true))))
        .host(
            "ESX7",
            host ->
                host.name("localhost.localdomain")
                    .ticketHostName("LOCALHOST")
                    .managementNics(List.of(new ManagementNic("vmk0", null, 0, List.of(), true))))
        .host("ESX8", host -> host.trust(HostTrust.SHA256))
        .build();
  }

  @BeforeEach
  void connect() throws VSphereException {
    vsphere = build(builder());
  }

  @AfterEach
  void close() {
    vsphere.close();
    lab.vcenter().clearFaults();
  }

  private VimVSphereBuilder builder() {
    return VimVSphere.builder(lab.url())
        .transport(Labs.TRANSPORT)
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())));
  }

  private VimVSphere build(VimVSphereBuilder settings) throws VSphereException {
    return settings.credentials(lab.user().name(), Secret.of(lab.user().password())).build();
  }

  private void rebuild(VimVSphereBuilder settings) throws VSphereException {
    vsphere.close();
    vsphere = build(settings);
  }

  private HostSnapshot host(String name) throws VSphereException {
    return Labs.host(Labs.vmstore(vsphere), name);
  }

  private ServiceTicket ticket(String host) throws VSphereException {
    return vsphere.ticket(new Route.Direct(host(host)), HttpMethod.PUT, TARGET);
  }

  private static ServerTrust pin(String thumbprint) {
    return ServerTrust.pinned(Thumbprint.parse(thumbprint));
  }

  @Test
  void ticketIsGoodOnceForItsHostMethodAndTarget() throws Exception {
    LabHost esx1 = lab.host("ESX1");
    ServiceTicket ticket = ticket("ESX1");
    assertThat(ticket.method()).isEqualTo(HttpMethod.PUT);
    assertThat(ticket.target()).isEqualTo(TARGET);
    assertThat(ticket.cookie().reveal()).startsWith("vmware_cgi_ticket=");
    assertThat(ticket.toString()).doesNotContain(ticket.cookie().reveal());
    String elsewhere = TARGET.requestTarget().replace("iso/", "iso2/");
    assertThat(Folder.put(esx1, elsewhere, ticket("ESX1").cookie())).isEqualTo(401);
    assertThat(Folder.put(lab.host("ESX8"), TARGET.requestTarget(), ticket("ESX1").cookie()))
        .isEqualTo(401);
    assertThat(Folder.put(esx1, TARGET.requestTarget(), ticket.cookie())).isBetween(200, 201);
    assertThat(Folder.put(esx1, TARGET.requestTarget(), ticket.cookie())).isEqualTo(401);
    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/a b+[x].iso");
  }

  @Test
  void addressesAreManagementThenNameThenTheTicketsOwn() throws Exception {
    assertThat(ticket("ESX1").addresses())
        .extracting(HostAddress::host)
        .containsExactly("127.0.0.171", "esx1", "esx1.example");
    assertThat(ticket("ESX5").addresses())
        .extracting(HostAddress::toString)
        .containsExactly("10.0.0.5:443", "[2001:db8::5]:443", "esx5:443");
    assertThat(ticket("ESX2").addresses())
        .as("localhost is ourselves")
        .extracting(HostAddress::host)
        .containsExactly("127.0.0.172", "esx2");
  }

  @Test
  void serverThatDoesNotKnowTheAddressIsAskedByName() throws Exception {
    lab.vcenter().once(new Fault.SoapFault("AcquireGenericServiceTicket", "InvalidArgument"));
    assertThat(ticket("ESX1").cookie().reveal()).startsWith("vmware_cgi_ticket=");
    assertThat(ticket("ESX6").addresses()).extracting(HostAddress::host).containsExactly("esx6");
  }

  @Test
  void hostThatTheServerKnowsByNoAddressIsNamed() throws VSphereException {
    lab.vcenter().times(2, new Fault.SoapFault("AcquireGenericServiceTicket", "InvalidArgument"));
    assertThat(refusal("ESX1"))
        .hasMessageContaining("knows ESX1 (host-21) under none of its addresses")
        .hasMessageContaining("none of its addresses [127.0.0.171, esx1]")
        .hasMessageContaining("check the host's name and management interface");
    assertThat(refusal("localhost.localdomain"))
        .hasMessageContaining("under none of its addresses");
    assertThat(refusal("localhost.localdomain").kind()).isEqualTo(Kind.HOST);
  }

  @Test
  void otherRefusalsAreNotTriedByAnotherName() throws VSphereException {
    lab.vcenter().once(new Fault.SoapFault("AcquireGenericServiceTicket", "HostNotConnected"));
    assertThat(refusal("ESX1"))
        .hasMessageContaining("AcquireGenericServiceTicket for https://127.0.0.171/folder/iso/")
        .hasMessageContaining("HostNotConnected");
  }

  @Test
  void strongestThumbprintIsPinnedAlone() throws Exception {
    assertThat(ticket("ESX1").trust()).isEqualTo(pin(lab.host("ESX1").identity().sha256()));
    assertThat(ticket("ESX8").trust()).isEqualTo(pin(lab.host("ESX8").identity().sha256()));
    assertThat(ticket("ESX2").trust()).isEqualTo(pin(lab.host("ESX2").identity().sha1()));
  }

  @Test
  void serverTooOldForSha256IsAskedInItsOwnVersion() throws Exception {
    VcenterModel old = new VcenterModel("127.0.0.10", 0, 0, "6.7.0");
    try (Lab oldLab = Lab.start(LabModel.standard().toBuilder().vcenter(old).build());
        VimVSphere oldServer = Labs.connect(oldLab)) {
      assertThat(oldServer.describe()).startsWith("vCenter 6.7.0 at");
      HostSnapshot esx1 = Labs.host(Labs.vmstore(oldServer), "ESX1");
      assertThat(oldServer.ticket(new Route.Direct(esx1), HttpMethod.PUT, TARGET).trust())
          .isEqualTo(pin(oldLab.host("ESX1").identity().sha1()));
    }
  }

  @Test
  void recordedCertificateIsPinnedWhereTheTicketTellsNone() throws Exception {
    assertThat(ticket("ESX3").trust()).isEqualTo(pin(lab.host("ESX3").identity().sha256()));
  }

  @Test
  void hostOfWhichNothingIsToldIsTrustedLikeTheServerOrByThePlatform() throws Exception {
    assertThat(ticket("ESX4").trust())
        .as("no pin of another server")
        .isEqualTo(ServerTrust.system());
    ServerTrust roots =
        new ServerTrust.Authorities(List.of(lab.host("ESX4").identity().certificate()));
    rebuild(builder().hostTrust(roots));
    assertThat(ticket("ESX4").trust()).isEqualTo(roots);
    assertThat(ticket("ESX1").trust())
        .isEqualTo(
            new ServerTrust.AnyOf(List.of(pin(lab.host("ESX1").identity().sha256()), roots)));
  }

  @Test
  void resolverHasTheLastWord() throws Exception {
    HostAddress forwarded = HostAddress.parse("gateway.example:8443", 443);
    rebuild(builder().addressResolver((host, candidates) -> List.of(forwarded)));
    assertThat(ticket("ESX1").addresses()).containsExactly(forwarded);
  }

  @Test
  void resolverThatFailsIsNamed() throws Exception {
    rebuild(builder().addressResolver((host, candidates) -> List.of()));
    assertThat(refusal("ESX1"))
        .hasMessageContaining("the address resolver has no address for ESX1 (host-21)")
        .hasMessageContaining("127.0.0.171:443");
    HostAddressResolver broken =
        (host, candidates) -> {
          throw new IllegalStateException("no table");
        };
    rebuild(builder().addressResolver(broken));
    assertThat(refusal("ESX1")).hasMessageContaining("no table");
    assertThat(refusal("ESX1").kind()).isEqualTo(Kind.HOST);
  }

  @Test
  void relaysTicketIsTheSession() throws Exception {
    Route.Relay relay = vsphere.relay().orElseThrow();
    FolderTarget target = FolderTarget.onVcenter(DatastorePath.parse("[vmstore] a.iso"), "DC");
    ServiceTicket ticket = vsphere.ticket(relay, HttpMethod.PUT, target);
    assertThat(ticket.cookie().reveal()).matches("vmware_soap_session=\"[^\"]+\"");
    assertThat(ticket.addresses())
        .containsExactly(HostAddress.parse(lab.url().getAuthority(), 443));
    assertThat(ticket.trust()).isEqualTo(pin(lab.thumbprint()));
    lab.state().sessions().expireAll();
    ServiceTicket renewed = vsphere.ticket(relay, HttpMethod.PUT, target);
    assertThat(renewed.cookie().reveal()).isNotEqualTo(ticket.cookie().reveal());
    assertThat(lab.state().sessions().find(renewed.cookie().reveal())).isPresent();
  }

  private VSphereException refusal(String host) throws VSphereException {
    HostSnapshot snapshot = host(host);
    VSphereException refused =
        catchThrowableOfType(
            VSphereException.class,
            () -> vsphere.ticket(new Route.Direct(snapshot), HttpMethod.PUT, TARGET));
    assertThat(refused).isNotNull();
    return refused;
  }
}
