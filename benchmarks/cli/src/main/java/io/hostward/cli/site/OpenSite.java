package io.hostward.cli.site;

import io.hostward.Hostward;
import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabApart;
import io.hostward.cli.lab.LabRun;
import io.hostward.experiment.FlowMeter;
import io.hostward.inventory.HostSnapshot;
import io.hostward.net.Printable;
import io.hostward.netty.NettyTransport;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A vSphere that a command is logged in to, with the lab that simulates it if it is one. */
public final class OpenSite implements AutoCloseable {
  private static final String LAB = "lab";

  private final VimVSphere vsphere;
  private final Hostward hostward;
  private final ServerConnection connection;
  private final String server;
  private final @Nullable LabRun lab;
  private final FlowMeter flows;
  private final Opened opened;

  private OpenSite(VimVSphere vsphere, Hostward hostward, Lead lead, Opened opened) {
    this.vsphere = vsphere;
    this.hostward = hostward;
    this.connection = lead.connection();
    this.server = lead.server();
    this.lab = lead.lab();
    this.flows = lead.flows();
    this.opened = opened;
  }

  /**
   * What leads to a vSphere.
   *
   * @param server its host, for what has to be told from other servers' things
   * @param lab the lab in this process, if it is one
   * @param flows counts its bytes, if that is known
   */
  private record Lead(
      ServerConnection connection, String server, @Nullable LabRun lab, FlowMeter flows) {}

  /**
   * Logs in to a server.
   *
   * @param traffic how many uploads may be under way at once, and how fast
   */
  static OpenSite open(
      Shell shell, ServerConnection connection, HostSelectionPolicy policy, Traffic traffic)
      throws CommandFailure {
    String server = String.valueOf(connection.url().getHost());
    Lead lead = new Lead(connection, server, null, FlowMeter.NONE);
    return open(shell, lead, policy, traffic, new Opened());
  }

  /**
   * Logs in to a lab in this process.
   *
   * @param lab the lab, which is closed with the site, or if this fails
   * @param datacenter the datacenter in which every datastore lies
   * @param traffic how many uploads may be under way at once, and how fast
   */
  static OpenSite open(
      Shell shell,
      LabRun lab,
      Optional<String> datacenter,
      HostSelectionPolicy policy,
      Traffic traffic)
      throws CommandFailure {
    Opened opened = new Opened();
    opened.add(lab::close);
    Lead lead = new Lead(lab.connection(datacenter), LAB, lab, lab::flows);
    return open(shell, lead, policy, traffic, opened);
  }

  /** Logs in to a lab in another process, and otherwise as to one in this. */
  static OpenSite open(
      Shell shell,
      LabApart lab,
      Optional<String> datacenter,
      HostSelectionPolicy policy,
      Traffic traffic)
      throws CommandFailure {
    Opened opened = new Opened();
    opened.add(lab::close);
    Lead lead = new Lead(lab.connection(datacenter), LAB, null, lab::flows);
    return open(shell, lead, policy, traffic, opened);
  }

  private static OpenSite open(
      Shell shell, Lead lead, HostSelectionPolicy policy, Traffic traffic, Opened opened)
      throws CommandFailure {
    try {
      Transport transport =
          NettyTransport.builder().bodies(traffic.atOnce()).bandwidth(traffic.bandwidth()).build();
      opened.add(transport::close);
      VimVSphere vsphere = login(shell.interruption(), lead.connection(), transport);
      opened.add(vsphere::close);
      Hostward hostward =
          Hostward.builder()
              .vsphere(vsphere)
              .policy(policy)
              .transport(transport)
              .uploadsAtOnce(traffic.atOnce())
              .build();
      opened.add(hostward::close);
      return new OpenSite(vsphere, hostward, lead, opened);
    } catch (CommandFailure | RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private static VimVSphere login(
      Interruption interruption, ServerConnection connection, Transport transport)
      throws CommandFailure {
    try (Interruption.ThreadInterrupt ignored = interruption.interruptingThisThread()) {
      var builder =
          VimVSphere.builder(connection.url())
              .transport(transport)
              .credentials(connection.user(), connection.password())
              .trust(connection.trust())
              .addressResolver(connection.addresses());
      connection.hostTrust().ifPresent(builder::hostTrust);
      connection.proxies().server().ifPresent(builder::proxy);
      connection.proxies().hosts().ifPresent(builder::hostProxy);
      return builder.build();
    } catch (VSphereException e) {
      if (interruption.interrupted()) {
        throw CommandFailure.interrupted();
      }
      throw new CommandFailure(ExitCode.CONNECTION, CommandFailure.words(e), e);
    }
  }

  /** Returns the server's host, for what has to be told from other servers' things. */
  public String server() {
    return server;
  }

  public VimVSphere vsphere() {
    return vsphere;
  }

  public Hostward hostward() {
    return hostward;
  }

  /** Returns the lab in this process, if it is one. */
  public Optional<LabRun> lab() {
    return Optional.ofNullable(lab);
  }

  public FlowMeter flows() {
    return flows;
  }

  /** Returns the datacenter in which a datastore is to be looked for; empty for all of them. */
  public Optional<String> datacenterOf(String datastore) {
    return connection.datacenterOf(datastore);
  }

  /**
   * Returns lines about what the user named and the datastore has not: in the policy, and in the
   * {@code --resolve} options.
   */
  public List<String> remarks(Selection selection) {
    return Stream.concat(
            selection.notes().stream().map(note -> "the policy: " + note),
            uselessAddresses(selection).stream())
        .map(line -> "hostward: " + Printable.whole(line))
        .toList();
  }

  private Optional<String> uselessAddresses(Selection selection) {
    List<HostSnapshot> hosts =
        Stream.concat(
                selection.ranked().stream().map(RankedHost::host),
                selection.refused().stream().map(Rejection::host))
            .toList();
    List<String> unmatched = connection.addresses().unmatched(hosts);
    return unmatched.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--resolve names no host of the datastore: "
                + String.join(", ", unmatched)
                + "; see: hostward hosts");
  }

  /** Closes Hostward, which waits for what it has to clean up, then what it used, then the lab. */
  @Override
  public void close() {
    opened.close();
  }
}
