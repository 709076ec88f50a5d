package io.hostward.ranking;

import io.hostward.inventory.HostSnapshot;

/**
 * A host that cannot take the upload.
 *
 * @param reason why not, in words that complete "the host is refused because ..."
 */
public record Rejection(HostSnapshot host, String reason) {
  @Override
  public String toString() {
    return host + ": " + reason;
  }
}
