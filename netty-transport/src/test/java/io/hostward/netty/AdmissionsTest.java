package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.spi.Admission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who may move a body, in any order of asking, leaving and giving back. */
class AdmissionsTest {
  private static final long BYTES = 10;

  private enum Act {
    ADMIT,
    CANCEL,
    GIVE_BACK,
    ENTER,
    LEAVE
  }

  private record Step(Act act, int transport, int which) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of(Act.class),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 20))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  /** One transport of two that share the memory, and what its callers hold. */
  private static final class Side {
    private final Admissions admissions;
    private final List<CompletableFuture<Admission>> asked = new ArrayList<>();
    private final List<Integer> given = new ArrayList<>();
    private final Deque<Admission> held = new ArrayDeque<>();
    private final List<Admissions.Body> bodies = new ArrayList<>();
    private final List<Admissions.Body> in = new ArrayList<>();

    Side(int most, MemoryBudget budget) {
      admissions = new Admissions(most, BYTES, budget);
    }

    void admit() {
      int number = asked.size();
      CompletableFuture<Admission> future = admissions.admit();
      asked.add(future);
      var unused =
          future.thenAccept(
              leave -> {
                given.add(number);
                held.add(leave);
              });
    }

    void enter() {
      Admissions.Body[] body = new Admissions.Body[1];
      body[0] = admissions.body(() -> in.add(body[0]));
      bodies.add(body[0]);
      body[0].enter();
    }

    void leave(int which) {
      if (!bodies.isEmpty()) {
        Admissions.Body body = bodies.remove(which % bodies.size());
        in.remove(body);
        body.leave();
        body.leave();
      }
    }

    void giveBack() {
      Admission leave = held.poll();
      if (leave != null) {
        leave.close();
        leave.close();
      }
    }

    void cancel(int which) {
      if (!asked.isEmpty()) {
        asked.get(which % asked.size()).cancel(true);
      }
    }

    void endAll() {
      while (!held.isEmpty() || !bodies.isEmpty()) {
        giveBack();
        leave(0);
      }
    }
  }

  @Property(tries = 1000)
  void countOrderAndMemoryAreKept(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 4) int most,
      @ForAll @IntRange(min = 5, max = 65) int total) {
    MemoryBudget budget = new MemoryBudget(total);
    Side[] sides = {new Side(most, budget), new Side(most, budget)};
    for (Step step : steps) {
      Side side = sides[step.transport()];
      switch (step.act()) {
        case ADMIT -> side.admit();
        case CANCEL -> side.cancel(step.which());
        case GIVE_BACK -> side.giveBack();
        case ENTER -> side.enter();
        case LEAVE -> side.leave(step.which());
      }
      long moving = sides[0].in.size() + sides[1].in.size();
      long leaves = sides[0].held.size() + sides[1].held.size();
      assertThat(Math.max(moving, leaves) * Math.min(BYTES, total)).isLessThanOrEqualTo(total);
      assertThat(side.held).hasSizeLessThanOrEqualTo(most);
      assertThat(side.given).isSorted();
    }
    for (int i = 0; i < steps.size() + 1; i++) {
      sides[0].endAll();
      sides[1].endAll();
    }
    for (Side side : sides) {
      assertThat(side.asked).allMatch(CompletableFuture::isDone);
      assertThat(side.given)
          .hasSize((int) side.asked.stream().filter(one -> !one.isCancelled()).count());
    }
    assertThat(budget.free()).isEqualTo(total);
  }

  @Test
  void closingFailsThoseThatWaitAndLeavesTheOthersAlone() {
    MemoryBudget budget = new MemoryBudget(100);
    Admissions admissions = new Admissions(1, BYTES, budget);
    CompletableFuture<Admission> first = admissions.admit();
    CompletableFuture<Admission> second = admissions.admit();
    admissions.close();
    assertThat(first).isCompleted();
    for (CompletableFuture<Admission> late : List.of(second, admissions.admit())) {
      assertThat(late)
          .failsWithin(java.time.Duration.ZERO)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(IllegalStateException.class)
          .withMessageContaining("the transport is closed");
    }
    first.join().close();
    assertThat(budget.free()).isEqualTo(100);
  }

  @Test
  void aTransferLargerThanAllMemoryGoesAlone() {
    MemoryBudget budget = new MemoryBudget(100);
    Admissions large = new Admissions(8, 1000, budget);
    CompletableFuture<Admission> first = large.admit();
    CompletableFuture<Admission> second = large.admit();
    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    first.join().close();
    assertThat(second).isCompleted();
  }

  /** What a body still uses is nobody else's, though its leave was given back. */
  @Test
  void memoryIsFreeOnceTheBodyIsOver() {
    MemoryBudget budget = new MemoryBudget(BYTES);
    Admissions admissions = new Admissions(8, BYTES, budget);
    Admission leave = admissions.admit().join();
    Admissions.Body body = admissions.body(() -> {});
    body.enter();
    leave.close();
    CompletableFuture<Admission> next = admissions.admit();
    assertThat(next).isNotDone();
    body.leave();
    assertThat(next).isCompleted();
  }

  /**
   * A body without leave may have taken the memory of somebody's; it comes back to a body first.
   */
  @Test
  void aBodyDoesNotWaitForTheMemoryOfItsOwnLeave() {
    Admissions admissions = new Admissions(8, BYTES, new MemoryBudget(BYTES));
    List<String> in = new ArrayList<>();
    Admission leave = admissions.admit().join();
    Admissions.Body thief = admissions.body(() -> in.add("thief"));
    thief.enter();
    Admissions.Body own = admissions.body(() -> in.add("own"));
    own.enter();
    CompletableFuture<Admission> next = admissions.admit();
    assertThat(in).containsExactly("thief");
    thief.leave();
    assertThat(in).containsExactly("thief", "own");
    assertThat(next).isNotDone();
    own.leave();
    leave.close();
    assertThat(next).isCompleted();
  }
}
