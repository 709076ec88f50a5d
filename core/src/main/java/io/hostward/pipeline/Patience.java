package io.hostward.pipeline;

import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks vCenter, and asks again while it gives no answer of use: with growing pauses of random
 * length, so that many uploads do not ask in step.
 *
 * <p>The patience counts from the beginning of the question, and ends for all uploads at once when
 * vCenter has given none of them an answer for as long: uploads that wait in a queue do not each
 * wait anew for a server that is away. Safe for use by many threads.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** A fault is an answer, and asking again rarely brings another. */
  private static final int MOST_FAULTS = 3;

  private final Duration limit;
  private final InstantSource clock;
  private final Pause pause;

  /** Since when no upload got an answer; null while there are answers. */
  private @Nullable Instant silentSince;

  Patience(Duration limit, InstantSource clock, Pause pause) {
    this.limit = limit;
    this.clock = clock;
    this.pause = pause;
  }

  /** A question to vCenter. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws VSphereException;
  }

  /** One question's tries. Used by one thread. */
  final class Tries {
    private final Instant begun = clock.instant();
    private Duration next = FIRST;
    private int faults;

    /**
     * Waits before the question is asked again.
     *
     * @throws StepFailure if the patience is over, the upload is to end, or asking again is no use
     */
    void waitAfter(VSphereException failure, UploadRun run, Stage stage) throws StepFailure {
      if (failure.domain() != FailureDomain.VCENTER) {
        throw ended(failure, run, stage);
      }
      if (failure.kind() == VSphereException.Kind.FAULT) {
        answered();
        faults++;
      }
      Instant now = clock.instant();
      Instant since = silent(begun, failure);
      Duration left = limit.minus(Duration.between(since, now));
      if (left.isNegative() || left.isZero() || faults >= MOST_FAULTS) {
        throw over(failure, stage, Duration.between(begun, now));
      }
      Duration time = min(left, varied(next));
      next = min(LONGEST, next.multipliedBy(2));
      take(time, FailureDomain.VCENTER, failure, run, stage);
    }
  }

  Tries tries() {
    return new Tries();
  }

  /** Asks until there is an answer, or the patience is over. */
  <T> T ask(UploadRun run, Stage stage, Question<T> question) throws StepFailure {
    Tries tries = tries();
    while (true) {
      try {
        T answer = question.ask();
        answered();
        return answer;
      } catch (VSphereException e) {
        tries.waitAfter(e, run, stage);
      }
    }
  }

  /** Waits, and says so. */
  void take(Duration time, FailureDomain domain, Exception failure, UploadRun run, Stage stage)
      throws StepFailure {
    Instant until = clock.instant().plus(time);
    run.events()
        .tell(
            origin ->
                new UploadEvent.Waiting(
                    origin, domain, String.valueOf(failure.getMessage()), until));
    try {
      pause.take(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw run.brokenOff(stage, failure);
    }
  }

  private StepFailure ended(VSphereException failure, UploadRun run, Stage stage) {
    if (failure.kind() == VSphereException.Kind.INTERRUPTED) {
      return run.brokenOff(stage, failure);
    }
    if (failure.kind() != VSphereException.Kind.CLOSED) {
      answered();
    }
    return StepFailure.of(stage, failure);
  }

  private static StepFailure over(VSphereException failure, Stage stage, Duration asked) {
    String again =
        asked.toSeconds() < 1 ? "" : "; it was asked again for " + asked.toSeconds() + " s";
    return StepFailure.of(failure.domain(), stage, failure.getMessage() + again, failure);
  }

  synchronized void answered() {
    silentSince = null;
  }

  /** Since when the patience is used up: the question's beginning, or earlier if all is silent. */
  private synchronized Instant silent(Instant begun, VSphereException failure) {
    if (failure.kind() == VSphereException.Kind.FAULT) {
      return begun;
    }
    if (silentSince == null || silentSince.isAfter(begun)) {
      silentSince = begun;
    }
    return silentSince;
  }

  private static Duration varied(Duration time) {
    return Duration.ofMillis(
        (long) (time.toMillis() * (0.5 + ThreadLocalRandom.current().nextDouble())));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
