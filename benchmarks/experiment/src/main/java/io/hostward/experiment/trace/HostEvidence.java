package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the counters say of one host. Bytes are sums over the uploads looked at.
 *
 * @param host the host
 * @param name its name
 * @param received bytes that it received beyond what was usual; empty if it was not seen
 * @param written bytes that it wrote to the datastore beyond what was usual; empty if not told
 * @param usual by how many bytes what it receives varies, as a standard deviation; empty if unseen
 * @param logRatio natural logarithm of how much more likely this is if it carried the bytes
 * @param probability that it carried them, 0 to 1
 * @param unseen why its counters tell nothing; empty if they do
 */
public record HostEvidence(
    HostId host,
    String name,
    OptionalDouble received,
    OptionalDouble written,
    OptionalDouble usual,
    double logRatio,
    double probability,
    Optional<String> unseen) {

  HostEvidence with(double newProbability) {
    return new HostEvidence(host, name, received, written, usual, logRatio, newProbability, unseen);
  }
}
