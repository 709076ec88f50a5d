package io.hostward.transfer;

import io.hostward.net.Printable;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route as plain values, for records that outlive the process.
 *
 * @param kind direct or relayed
 * @param server the host's name in the inventory, or vCenter's host and port
 * @param hostId the host's managed object id; empty for the relay
 */
public record RouteName(Kind kind, String server, String hostId) implements Serializable {

  private static final Pattern DIRECT_WORDS = Pattern.compile("direct to (.*) \\(([^()]*)\\)");

  private static final Pattern RELAY_WORDS = Pattern.compile("relay through vCenter (.*)");

  public enum Kind {
    /** Straight to a host. */
    DIRECT,
    /** Through vCenter. */
    RELAY
  }

  /** Returns the route that {@link #toString} writes so; empty if they are no words of its. */
  public static Optional<RouteName> parse(String words) {
    Matcher direct = DIRECT_WORDS.matcher(words);
    if (direct.matches()) {
      return Optional.of(new RouteName(Kind.DIRECT, direct.group(1), direct.group(2)));
    }
    Matcher relay = RELAY_WORDS.matcher(words);
    return relay.matches()
        ? Optional.of(new RouteName(Kind.RELAY, relay.group(1), ""))
        : Optional.empty();
  }

  /** Returns the words by which messages name the route. */
  @Override
  public String toString() {
    return kind == Kind.DIRECT
        ? "direct to " + Printable.of(server) + " (" + hostId + ")"
        : "relay through vCenter " + server;
  }
}
