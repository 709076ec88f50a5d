package io.hostward.cli;

import io.hostward.Hostward;
import io.hostward.bench.FlowMeter;
import io.hostward.cli.connect.Connection;
import io.hostward.model.VSphereException;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.vsphere.VimVSphere;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vSphere that a command is logged in to, with the lab that simulates it if it is one. */
final class Site implements AutoCloseable {
  private final VSphere vsphere;
  private final Hostward hostward;
  private final Connection connection;
  private final @Nullable LabRun lab;

  private Site(VSphere vsphere, Hostward hostward, Connection connection, @Nullable LabRun lab) {
    this.vsphere = vsphere;
    this.hostward = hostward;
    this.connection = connection;
    this.lab = lab;
  }

  /**
   * Logs in.
   *
   * @param lab the lab to log in to, which is closed with the site or if the login fails
   */
  static Site open(
      Shell shell, Connection connection, @Nullable LabRun lab, HostSelectionPolicy policy)
      throws CommandFailure {
    try {
      VSphere vsphere = login(shell.interruption(), connection);
      Hostward hostward =
          Hostward.builder()
              .vsphere(vsphere)
              .policy(policy)
              .transport(NettyTransport.create())
              .build();
      return new Site(vsphere, hostward, connection, lab);
    } catch (CommandFailure e) {
      if (lab != null) {
        lab.close();
      }
      throw e;
    }
  }

  private static VSphere login(Interruption interruption, Connection connection)
      throws CommandFailure {
    Thread caller = Thread.currentThread();
    try (Interruption.Registration ignored = interruption.onInterrupt(caller::interrupt)) {
      var builder =
          VimVSphere.builder(connection.url())
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
    } finally {
      if (interruption.interrupted()) {
        Thread.interrupted();
      }
    }
  }

  VSphere vsphere() {
    return vsphere;
  }

  Hostward hostward() {
    return hostward;
  }

  Optional<LabRun> lab() {
    return Optional.ofNullable(lab);
  }

  FlowMeter flows() {
    return lab == null ? FlowMeter.NONE : lab::flows;
  }

  Optional<String> datacenter() {
    return connection.datacenter();
  }

  /** Closes Hostward, which waits for what it has to clean up, then the lab. */
  @Override
  public void close() {
    try {
      hostward.close();
    } finally {
      if (lab != null) {
        lab.close();
      }
    }
  }
}
