package io.hostward.lab.relay;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Phase;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.wire.Meter;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Throttle;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** Sets up the connections to one host's 902. Sharable among them; thread-safe. */
public final class NfcServer extends ChannelInitializer<Channel> {
  private final LabState state;
  private final HostState host;
  private final RateLimiter in;
  private final RateLimiter out;

  /** The limiters cap the host, whatever the entrance. */
  public NfcServer(LabState state, HostState host, RateLimiter in, RateLimiter out) {
    this.state = state;
    this.host = host;
    this.in = in;
    this.out = out;
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  protected void initChannel(Channel channel) {
    Entrance nfc = Entrance.NFC;
    channel.pipeline().addLast(new Meter(host.traffic().in(nfc), host.traffic().out(nfc)));
    if (state.faults().take(host.moid(), nfc, Phase.CONNECT, null).isPresent()) {
      ReadGate.of(channel).hold(Reason.FAULT, true);
      return;
    }
    channel
        .pipeline()
        .addLast(new Throttle(in), new NfcDecoder(), new NfcConversation(state, host, out));
  }
}
