package io.hostward.lab;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultRule;
import io.hostward.lab.net.LabServer;
import io.hostward.lab.state.LabState;
import io.hostward.lab.state.Traffic;
import io.hostward.lab.tls.ServerIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server of the lab: {@link LabVcenter} or {@link LabHost}. Thread-safe. */
public abstract sealed class LabNode permits LabVcenter, LabHost {
  private final LabState state;
  private final String id;
  private final @Nullable LabServer server;

  LabNode(LabState state, String id, @Nullable LabServer server) {
    this.state = state;
    this.id = id;
    this.server = server;
  }

  final LabState state() {
    return state;
  }

  final LabServer server() {
    if (server == null) {
      throw new IllegalStateException(id + " has no sockets: its model says sockets=false");
    }
    return server;
  }

  /** What fault rules call it: {@code vcenter}, or the host's managed object id. */
  public final String id() {
    return id;
  }

  /** Bytes that passed its doors since the lab started. */
  public final Traffic traffic() {
    return state.traffic(id).snapshot();
  }

  /** Calls that came to its {@code /sdk} since the lab started, by operation. */
  public final Map<String, Long> calls() {
    return state.calls(id).snapshot();
  }

  /** Its certificate. */
  public final ServerIdentity identity() {
    return state.identity(id);
  }

  /** A fault on every occasion at its HTTPS entrance, until cleared. */
  public final void always(Fault fault) {
    add(FaultRule.always(id, fault));
  }

  /** A fault on the next occasion at its HTTPS entrance. */
  public final void once(Fault fault) {
    add(FaultRule.once(id, fault));
  }

  /** A fault on the next occasions at its HTTPS entrance. */
  public final void times(int occasions, Fault fault) {
    add(FaultRule.always(id, fault).times(occasions));
  }

  /** A rule for this server, made by {@link FaultRule}'s methods. */
  public final void add(FaultRule rule) {
    if (!rule.server().equals(id)) {
      throw new IllegalArgumentException(
          "the rule must be for " + id + ", was for " + rule.server());
    }
    state.faults().add(rule);
  }

  /** Lifts all its faults; does not revive it. */
  public final void clearFaults() {
    state.faults().clear(id);
  }

  /** Dies at once: ports closed, connections reset, uploads in flight cut off. */
  public final void kill() {
    server().kill();
  }

  /** Closes one entrance and resets its connections. */
  public final void kill(Entrance entrance) {
    server().kill(entrance);
  }

  /** Listens again on the same ports, after {@link #kill}. */
  public final void revive() {
    server().revive();
  }

  @Override
  public String toString() {
    return id;
  }
}
