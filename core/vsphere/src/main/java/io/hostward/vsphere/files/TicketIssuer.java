package io.hostward.vsphere.files;

import com.vmware.vim25.ArrayOfByte;
import com.vmware.vim25.SessionManagerGenericServiceTicket;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import com.vmware.vim25.VirtualMachineCertThumbprint;
import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.spi.HostAddressResolver;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.Specs;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gets one-time tickets for requests to hosts.
 *
 * <p>vCenter finds the host by the URL's authority; some vCenters know it by its management
 * address, some by its name, so both are tried. The host compares path and query alone.
 */
public final class TicketIssuer {
  private final VimSession session;
  private final PropertyReader reader;
  private final HostAddressResolver resolver;
  private final Optional<ProxyAddress> hostProxy;
  private final Optional<ServerTrust> hostTrust;
  private final ServerTrust fallbackTrust;

  /**
   * An issuer.
   *
   * @param hostProxy through which hosts are reached
   * @param hostTrust what the caller trusts besides vCenter's word
   * @param fallbackTrust what is trusted where vCenter has no word on a host's certificate
   */
  public TicketIssuer(
      VimSession session,
      PropertyReader reader,
      HostAddressResolver resolver,
      Optional<ProxyAddress> hostProxy,
      Optional<ServerTrust> hostTrust,
      ServerTrust fallbackTrust) {
    this.session = session;
    this.reader = reader;
    this.resolver = resolver;
    this.hostProxy = hostProxy;
    this.hostTrust = hostTrust;
    this.fallbackTrust = fallbackTrust;
  }

  public ServiceTicket issue(HostSnapshot host, HttpMethod method, FolderTarget target)
      throws VSphereException {
    SessionManagerGenericServiceTicket ticket = acquire(host, method, target);
    List<HostAddress> addresses = reachable(host, candidates(host, ticket.getHostName()));
    return new ServiceTicket(
        method,
        target,
        addresses,
        Secret.of("vmware_cgi_ticket=" + ticket.getId()),
        trust(host, ticket),
        hostProxy);
  }

  private SessionManagerGenericServiceTicket acquire(
      HostSnapshot host, HttpMethod method, FolderTarget target) throws VSphereException {
    VSphereException refusal = null;
    for (HostAddress address : candidates(host, null)) {
      SessionManagerHttpServiceRequestSpec spec = new SessionManagerHttpServiceRequestSpec();
      spec.setMethod(method.ticketName());
      spec.setUrl(target.at(address));
      try {
        return session.call(
            "AcquireGenericServiceTicket for " + spec.getUrl(),
            port -> port.acquireGenericServiceTicket(session.content().getSessionManager(), spec));
      } catch (VSphereException e) {
        if (e.getCause() == null || !VimFaults.isInvalidArgument(e.getCause())) {
          throw isOfThisHost(e) ? ofHost(String.valueOf(e.getMessage()), e) : e;
        }
        refusal = e;
      }
    }
    throw ofHost(
        session.describe()
            + " knows "
            + host
            + " under none of its addresses "
            + candidates(host, null).stream().map(HostAddress::host).toList()
            + "; check the host's name and management interface in the inventory"
            + (refusal == null ? "" : " (" + refusal.getMessage() + ")"),
        refusal);
  }

  /**
   * What one host refuses, or vCenter cannot ask it for, another may give: any fault but those that
   * say what is wrong with the session, the user or the request.
   */
  private static boolean isOfThisHost(VSphereException failure) {
    Throwable cause = failure.getCause();
    return failure.kind() == VSphereException.Kind.FAULT
        || cause != null
            && VimFaults.deniedObject(cause)
                .filter(object -> object.type().equals("HostSystem"))
                .isPresent();
  }

  private static VSphereException ofHost(String message, @Nullable Throwable cause) {
    return new VSphereException(VSphereException.Kind.HOST, message, cause);
  }

  /** A resolver is the application's code, and may fail like any. */
  private List<HostAddress> reachable(HostSnapshot host, List<HostAddress> candidates)
      throws VSphereException {
    try {
      List<HostAddress> addresses = List.copyOf(resolver.resolve(host, candidates));
      if (!addresses.isEmpty()) {
        return addresses;
      }
    } catch (RuntimeException e) {
      throw ofHost("the address resolver failed for " + host + " at " + candidates + ": " + e, e);
    }
    throw ofHost(
        "the address resolver has no address for " + host + "; the host's own are " + candidates,
        null);
  }

  /** Management addresses, inventory name and the ticket's host name, in this order. */
  private static List<HostAddress> candidates(HostSnapshot host, @Nullable String ticketHostName) {
    Set<HostAddress> candidates = new LinkedHashSet<>();
    Stream.concat(host.managementAddresses().stream(), Stream.of(host.name()))
        .forEach(name -> add(candidates, name));
    if (ticketHostName != null) {
      add(candidates, ticketHostName);
    }
    return new ArrayList<>(candidates);
  }

  private static void add(Set<HostAddress> candidates, String name) {
    try {
      HostAddress address = HostAddress.parse(name, HostAddress.HTTPS);
      // A host without DNS calls itself localhost, which is this machine.
      if (!address.host().equals("localhost") && !address.host().startsWith("localhost.")) {
        candidates.add(address);
      }
    } catch (IllegalArgumentException e) {
      // What an administrator typed need not be an address at all; the other candidates remain.
      return;
    }
  }

  private ServerTrust trust(HostSnapshot host, SessionManagerGenericServiceTicket ticket)
      throws VSphereException {
    Set<Thumbprint> told = thumbprints(ticket);
    if (told.isEmpty()) {
      host.thumbprint().ifPresent(told::add);
    }
    if (told.isEmpty()) {
      recordedCertificate(host).ifPresent(told::add);
    }
    if (told.isEmpty()) {
      return hostTrust.orElse(fallbackTrust);
    }
    ServerTrust pinned = new ServerTrust.Pinned(told);
    return hostTrust
        .<ServerTrust>map(also -> new ServerTrust.AnyOf(List.of(pinned, also)))
        .orElse(pinned);
  }

  /** SHA-256 where there is one: SHA-1 alone is used where there is nothing stronger. */
  private static Set<Thumbprint> thumbprints(SessionManagerGenericServiceTicket ticket) {
    List<Thumbprint> all = new ArrayList<>();
    for (VirtualMachineCertThumbprint listed : ticket.getCertThumbprintList()) {
      thumbprint(listed.getThumbprint()).ifPresent(all::add);
    }
    thumbprint(ticket.getSslThumbprint()).ifPresent(all::add);
    boolean strong = all.stream().anyMatch(TicketIssuer::isSha256);
    Set<Thumbprint> told = new LinkedHashSet<>();
    all.stream().filter(thumbprint -> !strong || isSha256(thumbprint)).forEach(told::add);
    return told;
  }

  private static boolean isSha256(Thumbprint thumbprint) {
    return thumbprint.algorithm() == Thumbprint.Algorithm.SHA256;
  }

  private static Optional<Thumbprint> thumbprint(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Thumbprint.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The certificate that vCenter recorded for the host: a large property, read only where nothing
   * else tells.
   */
  private Optional<Thumbprint> recordedCertificate(HostSnapshot host) throws VSphereException {
    Moref moref = new Moref("HostSystem", host.id().value());
    List<Byte> bytes =
        reader
            .read(
                Specs.objects(List.of(moref), Specs.properties("HostSystem", "config.certificate")))
            .getOrDefault(moref, Properties.NONE)
            .get("config.certificate", ArrayOfByte.class)
            .map(ArrayOfByte::getByte)
            .orElse(List.of());
    byte[] encoded = new byte[bytes.size()];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = bytes.get(i);
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      return Optional.of(Thumbprint.of(certificate, Thumbprint.Algorithm.SHA256));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
