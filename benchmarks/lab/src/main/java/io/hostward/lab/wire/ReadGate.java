package io.hostward.lab.wire;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.EnumSet;
import java.util.Set;

/**
 * Decides whether a connection is read, when several parties may hold it: each has its own reason,
 * and reading goes on when no reason is left. Used on the connection's event loop.
 */
public final class ReadGate {
  private static final AttributeKey<ReadGate> KEY = AttributeKey.valueOf("lab-read-gate");

  /** Why a connection is not read. */
  public enum Reason {
    /** Its server's bandwidth is overspent. */
    BANDWIDTH,
    /** The other side of a relay cannot take more. */
    BACK_PRESSURE,
    /** A fault, for good. */
    FAULT
  }

  private final Channel channel;
  private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

  private ReadGate(Channel channel) {
    this.channel = channel;
  }

  /** The gate of a connection. */
  public static ReadGate of(Channel channel) {
    ReadGate gate = channel.attr(KEY).get();
    if (gate == null) {
      gate = new ReadGate(channel);
      channel.attr(KEY).set(gate);
    }
    return gate;
  }

  /** Holds reading for a reason, or lets go of that reason. */
  public void hold(Reason reason, boolean held) {
    if (held) {
      reasons.add(reason);
    } else {
      reasons.remove(reason);
    }
    channel.config().setAutoRead(reasons.isEmpty());
  }
}
