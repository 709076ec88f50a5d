package io.hostward.lab.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault with its place and count. Immutable.
 *
 * @param server {@link io.hostward.lab.state.LabState#VCENTER} or a host's managed object id
 * @param entrance the door that it stands at
 * @param fault what happens
 * @param method only requests with this HTTP method, {@code PUT}; null for all
 * @param skip how many occasions pass unharmed first
 * @param times how many occasions are struck before the rule is spent
 */
public record FaultRule(
    String server, Entrance entrance, Fault fault, @Nullable String method, int skip, int times) {

  /** On every occasion until cleared, at the HTTPS entrance. */
  public static FaultRule always(String server, Fault fault) {
    return new FaultRule(server, Entrance.HTTPS, fault, null, 0, Integer.MAX_VALUE);
  }

  /** On the next occasion only, at the HTTPS entrance. */
  public static FaultRule once(String server, Fault fault) {
    return always(server, fault).times(1);
  }

  public FaultRule at(Entrance where) {
    return new FaultRule(server, where, fault, method, skip, times);
  }

  public FaultRule onMethod(String httpMethod) {
    return new FaultRule(server, entrance, fault, httpMethod, skip, times);
  }

  public FaultRule after(int occasions) {
    return new FaultRule(server, entrance, fault, method, occasions, times);
  }

  public FaultRule times(int occasions) {
    return new FaultRule(server, entrance, fault, method, skip, occasions);
  }
}
