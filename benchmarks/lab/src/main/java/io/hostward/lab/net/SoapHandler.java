package io.hostward.lab.net;

import java.util.concurrent.CompletionStage;

/** Answers SOAP calls. Called on a worker thread; must not block it for longer than a call. */
@FunctionalInterface
public interface SoapHandler extends AutoCloseable {

  /**
   * Answers a call, at once or later. A stage that fails becomes a bare HTTP 500.
   *
   * <p>WaitForUpdatesEx completes later, without holding a thread.
   */
  CompletionStage<SoapReply> handle(SoapCall call);

  /** Lets go of timers and waiting calls, which complete with whatever they have. */
  @Override
  default void close() {}
}
