package io.hostward.pipeline;

import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks vCenter, and asks again while it gives no answer of use: with growing pauses of random
 * length, so that many uploads do not ask in step.
 *
 * <p>The patience counts from the beginning of the question, and ends for all uploads at once when
 * vCenter has given none of them an answer for as long: uploads that wait in a queue do not each
 * wait anew for a server that is away. A silence begins with the first question that has failed
 * since the last answer, and is forgotten when nobody has met it for as long as the patience. Safe
 * for use by many threads.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * Failures that only the server itself can tell: it is there. A refusal that was remembered, or
   * one of the client's own, says nothing of it.
   */
  private static final Set<Kind> ANSWERS =
      EnumSet.of(
          Kind.NOT_FOUND,
          Kind.ALREADY_EXISTS,
          Kind.PERMISSION,
          Kind.LOCKED,
          Kind.NO_SPACE,
          Kind.NOT_WRITABLE,
          Kind.INVALID,
          Kind.FAULT);

  /** A fault is an answer, and asking again rarely brings another. */
  private static final int MOST_FAULTS = 3;

  private final Duration limit;
  private final Time time;
  private final Pause pause;

  // All of them as time that had passed: the clock on the wall may be set during a silence.
  private Duration lastAnswer = Duration.ZERO;
  private Duration lastFailure = Duration.ZERO;

  /** Since when no upload got an answer; null while there are answers. */
  private @Nullable Duration silentSince;

  Patience(Duration limit, Time time, Pause pause) {
    this.limit = limit;
    this.time = time;
    this.pause = pause;
  }

  /** A question to vCenter. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws VSphereException;
  }

  /** One question's tries. Used by one thread. */
  final class Tries {
    private final Duration begun = time.passed();
    private final Instant asked = time.moment();
    private Duration next = FIRST;
    private int faults;

    /**
     * Waits before the question is asked again.
     *
     * @throws StepFailure if the patience is over, the upload is to end, or asking again is no use
     */
    void waitAfter(VSphereException failure, Errand run, Stage stage) throws StepFailure {
      if (ANSWERS.contains(failure.kind())) {
        answered();
      }
      if (failure.domain() != FailureDomain.VCENTER) {
        throw failure.kind() == Kind.INTERRUPTED
            ? run.brokenOff(stage, failure)
            : StepFailure.of(stage, failure);
      }
      if (failure.kind() == Kind.FAULT) {
        faults++;
      }
      Duration now = time.passed();
      Duration left = limit.minus(now.minus(silent(begun, failure)));
      if (left.isNegative() || left.isZero() || faults >= MOST_FAULTS) {
        throw over(failure, stage, now.minus(begun));
      }
      Duration wait = min(left, varied(next));
      next = min(LONGEST, next.multipliedBy(2));
      take(wait, FailureDomain.VCENTER, failure, run, stage);
    }
  }

  /** Whether there is patience enough for a wait. */
  boolean lasts(Duration wait) {
    return limit.compareTo(wait) >= 0;
  }

  Tries tries() {
    return new Tries();
  }

  /** Asks until there is an answer, or the patience is over. */
  <T> T ask(Errand run, Stage stage, Question<T> question) throws StepFailure {
    return ask(run, stage, question, answer -> Instant.MAX);
  }

  /**
   * The same where the answer may be one that is remembered, which says nothing of vCenter.
   *
   * @param asOf when vCenter gave the answer, by a {@link io.hostward.inventory.SteadyClock}
   */
  <T> T ask(Errand run, Stage stage, Question<T> question, Function<T, Instant> asOf)
      throws StepFailure {
    Tries tries = tries();
    while (true) {
      if (run.isToLeave()) {
        throw run.brokenOff(stage, new CancellationException("it was not asked any more"));
      }
      try {
        T answer = question.ask();
        if (!asOf.apply(answer).isBefore(tries.asked)) {
          answered();
        }
        return answer;
      } catch (VSphereException e) {
        tries.waitAfter(e, run, stage);
      }
    }
  }

  /** Waits, and says so. */
  void take(Duration wait, FailureDomain domain, Exception failure, Errand run, Stage stage)
      throws StepFailure {
    Instant until = time.now().plus(wait);
    run.waits(domain, String.valueOf(failure.getMessage()), until);
    // A listener may have swallowed the interrupt.
    if (run.isToLeave()) {
      throw run.brokenOff(stage, failure);
    }
    try {
      pause.take(wait);
    } catch (InterruptedException e) {
      if (!run.putOff()) {
        Thread.currentThread().interrupt();
        failure.addSuppressed(e);
        throw run.brokenOff(stage, failure);
      }
    }
  }

  private static StepFailure over(VSphereException failure, Stage stage, Duration asked) {
    String again =
        asked.toSeconds() < 1 ? "" : "; it was asked again for " + asked.toSeconds() + " s";
    return StepFailure.of(failure.domain(), stage, failure.getMessage() + again, failure);
  }

  synchronized void answered() {
    lastAnswer = time.passed();
    silentSince = null;
  }

  /** Since when the patience is used up: the question's beginning, or earlier if all is silent. */
  private synchronized Duration silent(Duration begun, VSphereException failure) {
    if (failure.kind() == Kind.FAULT) {
      return begun;
    }
    Duration now = time.passed();
    // A question may be older than answers that others got meanwhile.
    Duration unanswered = max(begun, lastAnswer);
    if (silentSince == null
        || silentSince.compareTo(unanswered) > 0
        || now.minus(lastFailure).compareTo(limit) > 0) {
      silentSince = unanswered;
    }
    lastFailure = now;
    return min(begun, silentSince);
  }

  private static Duration varied(Duration wait) {
    return Duration.ofMillis(
        (long) (wait.toMillis() * (0.5 + ThreadLocalRandom.current().nextDouble())));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
