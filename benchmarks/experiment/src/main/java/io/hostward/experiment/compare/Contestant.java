package io.hostward.experiment.compare;

import io.hostward.inventory.HostSnapshot;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A way that is compared.
 *
 * @param name for tables, for example {@code relay through vCenter}
 * @param kind what sort of way it is
 * @param policy what chooses the host; empty for the relay
 * @param how makes a request take this way
 */
public record Contestant(
    String name,
    Kind kind,
    Optional<HostSelectionPolicy> policy,
    UnaryOperator<UploadRequest> how) {

  /** Sorts of ways. */
  public enum Kind {
    /** Through vCenter. */
    RELAY,
    /** To one host. */
    DIRECT,
    /** Wherever a policy leads, and through vCenter if no host takes it. */
    POLICY
  }

  /** The relay. */
  public static Contestant relay() {
    return new Contestant(
        "relay through vCenter",
        Kind.RELAY,
        Optional.empty(),
        request -> request.over(RoutePreference.RELAY_ONLY));
  }

  /**
   * One host and no other.
   *
   * @param ranking refuses hosts that cannot take the file
   */
  public static Contestant direct(HostSnapshot host, HostSelectionPolicy ranking) {
    HostSelectionPolicy only = new OneHostPolicy(ranking, host.id());
    return new Contestant(
        "direct to " + host.name(),
        Kind.DIRECT,
        Optional.of(only),
        request -> request.over(RoutePreference.DIRECT_ONLY).by(only));
  }

  /** A policy by the name that it was asked for by. */
  public static Contestant policy(String name, HostSelectionPolicy policy) {
    return new Contestant(
        "policy " + name, Kind.POLICY, Optional.of(policy), request -> request.by(policy));
  }
}
