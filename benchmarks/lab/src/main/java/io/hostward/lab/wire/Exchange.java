package io.hostward.lab.wire;

import io.netty.buffer.ByteBuf;

/** What happens to one HTTP request after its head; called on its connection's event loop. */
public interface Exchange {

  /** A piece of the body, which the caller releases. */
  default void content(ByteBuf bytes) {}

  /** The request is whole. */
  default void end() {}

  /** The connection went away before the answer was complete. */
  default void aborted() {}

  /** An exchange that has its answer already and ignores what comes. */
  Exchange ANSWERED = new Exchange() {};
}
