package io.hostward.cli.site;

import io.hostward.Hostward;
import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabRun;
import io.hostward.experiment.FlowMeter;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vSphere that a command is logged in to, with the lab that simulates it if it is one. */
public final class OpenSite implements AutoCloseable {
  private final VSphere vsphere;
  private final Transport transport;
  private final Hostward hostward;
  private final ServerConnection connection;
  private final @Nullable LabRun lab;

  private OpenSite(
      VSphere vsphere,
      Transport transport,
      Hostward hostward,
      ServerConnection connection,
      @Nullable LabRun lab) {
    this.vsphere = vsphere;
    this.transport = transport;
    this.hostward = hostward;
    this.connection = connection;
    this.lab = lab;
  }

  /**
   * Logs in.
   *
   * @param lab the lab to log in to, which is closed with the site or if the login fails
   */
  static OpenSite open(
      Shell shell, ServerConnection connection, @Nullable LabRun lab, HostSelectionPolicy policy)
      throws CommandFailure {
    Transport transport = NettyTransport.create();
    try {
      VSphere vsphere = login(shell.interruption(), connection, transport);
      Hostward hostward =
          Hostward.builder().vsphere(vsphere).policy(policy).transport(transport).build();
      return new OpenSite(vsphere, transport, hostward, connection, lab);
    } catch (CommandFailure e) {
      transport.close();
      if (lab != null) {
        lab.close();
      }
      throw e;
    }
  }

  private static VSphere login(
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

  public VSphere vsphere() {
    return vsphere;
  }

  public Hostward hostward() {
    return hostward;
  }

  public Optional<LabRun> lab() {
    return Optional.ofNullable(lab);
  }

  public FlowMeter flows() {
    return lab == null ? FlowMeter.NONE : lab::flows;
  }

  /** Returns the datacenter in which a datastore is to be looked for; empty for all of them. */
  public Optional<String> datacenterOf(String datastore) {
    return connection.datacenterOf(datastore);
  }

  /** Closes Hostward, which waits for what it has to clean up, then what it used, then the lab. */
  @Override
  public void close() {
    try (LabRun last = lab;
        Transport second = transport;
        VSphere first = vsphere) {
      hostward.close();
    }
  }
}
