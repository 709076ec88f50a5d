package io.hostward.cli.site;

import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import picocli.CommandLine.Option;

/** Who ranks the hosts. */
public final class PolicyChoice {
  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "least-loaded",
      description = "How hosts are ranked. Default: ${DEFAULT-VALUE}.")
  private String policy = "";

  /**
   * Returns the policy.
   *
   * @throws IllegalArgumentException if there is no such one, with the position and those there are
   */
  public HostSelectionPolicy policy() {
    return HostPolicies.named(policy);
  }
}
