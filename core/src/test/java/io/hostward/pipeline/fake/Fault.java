package io.hostward.pipeline.fake;

import io.hostward.transfer.VSphereException.Kind;
import java.util.concurrent.CountDownLatch;

/** What goes wrong with one call of a {@link FakeVSphere}. */
public sealed interface Fault {

  /** Nothing. */
  record None() implements Fault {}

  /** The call does nothing and fails. */
  record Refused(Kind kind) implements Fault {}

  /** The call does its work, then fails all the same. */
  record AnswerLost(Kind kind) implements Fault {}

  /** The call does nothing until it is interrupted. */
  record Blocks() implements Fault {}

  /** Something happens first; then another fault, whether or not the thread was interrupted. */
  record Then(Runnable happens, Fault fault) implements Fault {}

  /** Something happens first; then the call goes well. */
  record After(Runnable happens) implements Fault {}

  /**
   * The call tells that it has begun and goes on when told, as code does that ignores interrupts.
   */
  static Fault stuck(CountDownLatch begun, CountDownLatch goesOn) {
    return new After(
        () -> {
          begun.countDown();
          boolean interrupted = false;
          while (goesOn.getCount() > 0) {
            try {
              goesOn.await();
            } catch (InterruptedException e) {
              interrupted = true;
            }
          }
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
