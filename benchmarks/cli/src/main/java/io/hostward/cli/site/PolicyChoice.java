package io.hostward.cli.site;

import io.hostward.experiment.trace.ObservationFile;
import io.hostward.spi.HostSelectionPolicy;
import picocli.CommandLine.Option;

/** The policy that ranks the hosts. */
public final class PolicyChoice {
  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "least-loaded",
      description =
          "How hosts are ranked, for example least-loaded, fastest, random or pinned,host=ESX1; an"
              + " unknown name lists them all. Default: ${DEFAULT-VALUE}.")
  private String policy = "";

  /**
   * Returns the policy.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public HostSelectionPolicy policy() {
    return ObservationFile.policies().parse(policy);
  }
}
