package io.hostward.cli.site;

import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabApart;
import io.hostward.cli.lab.LabOptions;
import io.hostward.cli.lab.LabRun;
import io.hostward.spi.HostSelectionPolicy;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;

/** The options by which a command finds its vSphere, real or simulated. */
public final class SiteOptions {
  @ArgGroup(validate = false, heading = "%nThe server:%n")
  private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(validate = false, heading = "%nThe lab (with --lab):%n")
  private LabOptions lab = new LabOptions();

  /** Returns the datastore where the command line names none. */
  public Optional<String> datastore(Shell shell) {
    return connection.lab()
        ? Optional.of(LabRun.SHARED_DATASTORE)
        : shell.connections().datastore();
  }

  /**
   * Logs in as {@link #open(Shell, boolean, HostSelectionPolicy, Traffic)} does, for one upload.
   */
  public OpenSite open(Shell shell, boolean largeFiles, HostSelectionPolicy policy)
      throws CommandFailure {
    return open(shell, largeFiles, policy, Traffic.unlimited(1));
  }

  /**
   * Logs in to the server, or to a lab that is started.
   *
   * @param largeFiles whether the lab keeps no content unless it is told where
   * @param traffic how many uploads may be under way at once, and how fast
   */
  public OpenSite open(Shell shell, boolean largeFiles, HostSelectionPolicy policy, Traffic traffic)
      throws CommandFailure {
    if (!isLab()) {
      return OpenSite.open(shell, connectionTo(shell), policy, traffic);
    }
    LabRun run = LabRun.start(lab, 0, largeFiles);
    return OpenSite.open(shell, run, connection.datacenter(), policy, traffic);
  }

  /**
   * Logs in as {@link #open(Shell, boolean, HostSelectionPolicy, Traffic)} does, with a lab in a
   * process of its own: what this process spends is then the client's.
   *
   * @param atOnce how many uploads may be under way at once
   */
  public OpenSite openApart(Shell shell, HostSelectionPolicy policy, int atOnce)
      throws CommandFailure {
    Traffic traffic = Traffic.unlimited(atOnce);
    return isLab()
        ? OpenSite.open(shell, LabApart.start(lab), connection.datacenter(), policy, traffic)
        : OpenSite.open(shell, connectionTo(shell), policy, traffic);
  }

  private boolean isLab() throws CommandFailure {
    if (!connection.lab() && lab.given()) {
      throw CommandFailure.usage(
          "--hosts, --datastores, --storage, --discard, --host-rate and --relay-rate describe the lab: add"
              + " --lab, or leave them out");
    }
    if (connection.lab() && connection.given().namesServer()) {
      throw CommandFailure.usage(
          "--lab is a server of its own: leave out --url, --username, --password-file,"
              + " --thumbprint, --ca-file, --insecure, --proxy, --host-proxy and --resolve");
    }
    return connection.lab();
  }

  private ServerConnection connectionTo(Shell shell) throws CommandFailure {
    try {
      return shell.connections().resolve(connection.given());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, CommandFailure.words(e), e);
    }
  }
}
