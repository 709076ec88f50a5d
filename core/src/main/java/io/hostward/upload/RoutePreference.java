package io.hostward.upload;

/** Which routes an upload may take. */
public enum RoutePreference {
  /** The hosts in the policy's order, then the relay through vCenter. The default. */
  DIRECT_THEN_RELAY,
  /** The hosts in the policy's order and nothing else. */
  DIRECT_ONLY,
  /** The relay through vCenter and nothing else. */
  RELAY_ONLY;

  /** Returns true if hosts may be tried. */
  public boolean allowsDirect() {
    return this != RELAY_ONLY;
  }

  /** Returns true if the relay may be tried. */
  public boolean allowsRelay() {
    return this != DIRECT_ONLY;
  }
}
