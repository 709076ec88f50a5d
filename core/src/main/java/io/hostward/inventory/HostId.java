package io.hostward.inventory;

/**
 * A host's managed object id, unique within its vCenter; {@code ha-host} on a host that is asked
 * itself.
 *
 * @param value for example {@code host-21}
 */
public record HostId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
