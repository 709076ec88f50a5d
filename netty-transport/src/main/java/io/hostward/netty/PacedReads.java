package io.hostward.netty;

import io.netty.channel.EventLoop;
import java.time.Duration;

/** Reads of one connection in turn with those of others. All on the channel's event loop. */
final class PacedReads {
  private final Share share;
  private final Deadline turn;

  /** How many received bytes the share was told of. */
  private long told;

  PacedReads(Share share, EventLoop loop) {
    this.share = share;
    this.turn = new Deadline(loop);
  }

  /**
   * Does something at once or when its turn has come, unless something else is to be done before.
   *
   * @param waiting called if it cannot be done at once, perhaps several times
   */
  void inTurn(Runnable next, Runnable waiting) {
    long delay = share.delay(Dial.CHUNK_BYTES);
    if (delay == 0) {
      turn.clear();
      next.run();
    } else {
      waiting.run();
      turn.set(Duration.ofMillis(delay), () -> inTurn(next, waiting));
    }
  }

  /** Tells how many bytes were received in all. */
  void received(long total) {
    if (total > told) {
      share.spend(total - told);
      told = total;
    }
  }

  /** Nothing is done any more. */
  void stop(long total) {
    turn.stop();
    share.spend(total - told);
    told = total;
  }
}
