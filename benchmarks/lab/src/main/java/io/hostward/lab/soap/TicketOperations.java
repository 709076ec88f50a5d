package io.hostward.lab.soap;

import com.vmware.vim25.HostNotConnected;
import com.vmware.vim25.SessionManagerGenericServiceTicket;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import com.vmware.vim25.SessionManagerServiceRequestSpec;
import com.vmware.vim25.VirtualMachineCertThumbprint;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.HostTrust;
import io.hostward.lab.state.HostState;
import io.hostward.lab.ticket.ServiceTicket;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** AcquireGenericServiceTicket: a ticket for one HTTP request to one host. */
final class TicketOperations {
  /** Scheme, host with or without brackets, port, and the rest without a fragment, as sent. */
  private static final Pattern URL =
      Pattern.compile(
          "https?://(?:\\[([^\\]/]+)\\]|([^:/?#\\[\\]]+))(?::([0-9]{1,5}))?(/[^#]*)(?:#.*)?");

  private static final Set<String> METHODS =
      Set.of("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT");

  private TicketOperations() {}

  static void addTo(Operations operations) {
    operations.add(
        "SessionManager", "AcquireGenericServiceTicket", Operation.VIEW, TicketOperations::acquire);
  }

  private static Answer<?> acquire(Call call) {
    var spec = call.one("spec", SessionManagerServiceRequestSpec.class);
    if (!(spec instanceof SessionManagerHttpServiceRequestSpec http) || http.getUrl() == null) {
      throw Faults.invalidArgument("spec");
    }
    Matcher url = URL.matcher(http.getUrl());
    if (!url.matches()) {
      throw Faults.invalidArgument("spec.url");
    }
    HostState host = host(call, url);
    ServiceTicket ticket =
        call.server()
            .state()
            .tickets()
            .issue(host.moid(), method(http.getMethod()), url.group(4), call.session().user());
    return Answer.of(show(ticket, host, call));
  }

  /** vCenter finds the host by the URL; a host issues tickets for itself whatever the URL says. */
  private static HostState host(Call call, Matcher url) {
    var state = call.server().state();
    if (!call.server().profile().vcenter()) {
      return state.host(call.server().id()).orElseThrow();
    }
    String name = url.group(1) != null ? url.group(1) : url.group(2);
    int port = url.group(3) == null ? -1 : Integer.parseInt(url.group(3));
    HostState host =
        state.hostByAuthority(name, port).orElseThrow(() -> Faults.invalidArgument("spec.url"));
    if (host.connection() != ConnectionState.CONNECTED) {
      throw new VimFault(
          new HostNotConnected(),
          "Unable to communicate with the remote host, since it is disconnected.");
    }
    return host;
  }

  /** {@code httpPut} is PUT, and so is {@code PUT}, which OpenStack sends. */
  private static @Nullable String method(@Nullable String method) {
    if (method == null) {
      return null;
    }
    String bare = method.startsWith("http") ? method.substring(4) : method;
    if (!METHODS.contains(bare.toUpperCase(Locale.ROOT))) {
      throw Faults.invalidArgument("spec.method");
    }
    return bare.toUpperCase(Locale.ROOT);
  }

  private static SessionManagerGenericServiceTicket show(
      ServiceTicket ticket, HostState host, Call call) {
    var shown = new SessionManagerGenericServiceTicket();
    shown.setId(ticket.id());
    shown.setHostName(host.model().ticketHostName());
    HostTrust trust = host.model().trust();
    if (trust == HostTrust.SHA1 || trust == HostTrust.SHA1_AND_SHA256) {
      shown.setSslThumbprint(host.identity().sha1());
    }
    boolean sha256 = trust == HostTrust.SHA256 || trust == HostTrust.SHA1_AND_SHA256;
    if (sha256 && call.speaks("7.0.3.1")) {
      var thumbprint = new VirtualMachineCertThumbprint();
      thumbprint.setThumbprint(host.identity().sha256());
      thumbprint.setHashAlgorithm("sha256");
      shown.getCertThumbprintList().add(thumbprint);
    }
    if (call.speaks("7.0.2.0")) {
      shown.setTicketType("HostServiceTicket");
    }
    return shown;
  }
}
