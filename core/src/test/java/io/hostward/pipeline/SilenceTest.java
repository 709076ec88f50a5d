package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.pipeline.fake.FakeStore;
import io.hostward.pipeline.fake.FakeTime;
import io.hostward.pipeline.fake.FakeTransport;
import io.hostward.pipeline.fake.Tickets;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long has vCenter been silent, for the uploads that share one patience? */
class SilenceTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final FakeTime time = new FakeTime();
  private final Patience patience = new Patience(LIMIT, new Time(time, time::nanos), time);
  private final UploadRun run = run();

  private UploadRun run() {
    EventEmitter events =
        new EventEmitter(
            World.request(), UUID.randomUUID(), new Time(time, time::nanos), List.of());
    events.begin();
    Place place =
        new Place(
            new Entrance(new FakeTransport(new FakeStore(), new Tickets()), 1, Runnable::run));
    return new UploadRun(events, new Cancellation(Duration.ofSeconds(30)), place);
  }

  @BeforeEach
  void begin() {
    run.cancellation().begin();
  }

  private static VSphereException failure(Kind kind) {
    return new VSphereException(kind, "failed: " + kind, null);
  }

  /** Asks until the patience is over; returns how long that took. */
  private Duration outlast(Patience.Tries question) {
    Instant begun = time.instant();
    try {
      while (true) {
        question.waitAfter(failure(Kind.NO_ANSWER), run, Stage.TICKET);
      }
    } catch (StepFailure over) {
      return Duration.between(begun, time.instant());
    }
  }

  @Test
  void aQuestionThatIsOlderThanAnAnswerTakesNoPatienceFromOthers() throws StepFailure {
    Patience.Tries old = patience.tries();
    time.pass(Duration.ofSeconds(118));
    patience.answered();
    Patience.Tries other = patience.tries();
    old.waitAfter(failure(Kind.NO_ANSWER), run, Stage.TICKET);

    Duration rest = outlast(other);

    assertThat(rest.plus(time.pauses().get(0))).isEqualTo(LIMIT);
  }

  @Test
  void aQuestionThatFailsWhileOthersAreAnsweredEndsAllTheSame() {
    Patience.Tries old = patience.tries();
    time.pass(Duration.ofSeconds(118));
    patience.answered();

    assertThat(outlast(old)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aSilenceThatNobodyHasMetForLongIsForgotten() {
    assertThat(outlast(patience.tries())).isEqualTo(LIMIT);
    assertThat(outlast(patience.tries())).as("it is the same silence").isZero();

    time.pass(LIMIT.plusSeconds(1));

    assertThat(outlast(patience.tries())).isEqualTo(LIMIT);
  }

  @Test
  void whatIsRememberedIsNoAnswer() throws StepFailure {
    outlast(patience.tries());
    patience.ask(run, Stage.INVENTORY, () -> 1, answer -> time.instant().minusSeconds(1));
    assertThat(outlast(patience.tries())).isZero();

    patience.ask(run, Stage.INVENTORY, () -> 1, answer -> time.instant());
    assertThat(outlast(patience.tries())).isEqualTo(LIMIT);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGIN", "HOST", "CLOSED", "INTERRUPTED", "AMBIGUOUS", "SESSION"})
  void whatTheServerNeedNotHaveSaidIsNoAnswer(Kind kind) {
    outlast(patience.tries());

    meet(kind);

    assertThat(outlast(patience.tries())).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "ALREADY_EXISTS", "PERMISSION", "LOCKED", "FAULT"})
  void aRefusalOfTheServersIsAnAnswer(Kind kind) {
    outlast(patience.tries());

    meet(kind);

    assertThat(outlast(patience.tries())).isGreaterThan(LIMIT.dividedBy(2));
  }

  private void meet(Kind kind) {
    try {
      patience.tries().waitAfter(failure(kind), run, Stage.TICKET);
    } catch (StepFailure expected) {
      return;
    }
  }

  /** An answer counts by when it was given, though the clock was set while it was awaited. */
  @ParameterizedTest
  @ValueSource(longs = {-3_600, 0, 3_600})
  void anAnswerEndsTheSilenceThoughTheClockIsSet(long jump) throws Exception {
    Time moments = new Time(time, time::nanos);
    Patience asked = new Patience(LIMIT, moments, time);
    Patience.Tries tries = asked.tries();
    VSphereException silence = failure(Kind.NO_ANSWER);
    time.pass(LIMIT.minusSeconds(1));
    tries.waitAfter(silence, run, Stage.INVENTORY);

    Instant given =
        asked.ask(
            run,
            Stage.INVENTORY,
            () -> {
              time.set(Duration.ofSeconds(jump));
              return moments.moment();
            },
            answer -> answer);

    assertThat(given).isNotNull();
    time.pass(Duration.ofSeconds(2));
    asked.tries().waitAfter(silence, run, Stage.INVENTORY);
  }
}
