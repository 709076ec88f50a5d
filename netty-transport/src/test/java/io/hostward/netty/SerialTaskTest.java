package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SerialTaskTest {
  private final Queue<Runnable> queued = new ArrayDeque<>();
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void manyWakesBeforeATurnMakeOneTurn() {
    AtomicInteger turns = new AtomicInteger();
    SerialTask task = new SerialTask(queued::add, turns::incrementAndGet, failures::add);
    task.wake();
    assertThat(queued).hasSize(1);
    queued.remove().run();
    assertThat(turns).hasValue(1);
    task.wake();
    queued.remove().run();
    assertThat(turns).hasValue(2);
  }

  @Test
  void aWakeDuringATurnIsNotLost() {
    AtomicInteger turns = new AtomicInteger();
    SerialTask[] task = new SerialTask[1];
    task[0] =
        new SerialTask(
            Runnable::run,
            () -> {
              if (turns.incrementAndGet() < 3) {
                task[0].wake();
              }
            },
            failures::add);
    task[0].wake();
    assertThat(turns).hasValue(3);
  }

  @Test
  void quietComesAfterTheTurnUnderWay() {
    AtomicInteger turns = new AtomicInteger();
    SerialTask task = new SerialTask(queued::add, turns::incrementAndGet, failures::add);
    task.wake();
    CompletableFuture<Void> quiet = task.stop();
    assertThat(quiet).isNotDone();
    queued.remove().run();
    assertThat(quiet).isDone();
    assertThat(turns).hasValue(0);
    task.wake();
    assertThat(queued).isEmpty();
  }

  @Test
  void aTurnThatThrowsIsToldAndEnds() {
    IllegalStateException odd = new IllegalStateException("odd");
    SerialTask task =
        new SerialTask(
            queued::add,
            () -> {
              throw odd;
            },
            failure -> {
              failures.add(failure);
              throw new IllegalStateException("and the listener too");
            });
    task.wake();
    queued.remove().run();
    assertThat(failures).containsExactly(odd);
    assertThat(task.stop()).isDone();
  }

  @Test
  void turnsNeverOverlap() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger turns = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    SerialTask task =
        new SerialTask(
            pool,
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              turns.incrementAndGet();
              inside.decrementAndGet();
            },
            failures::add);
    for (int i = 0; i < 20_000; i++) {
      task.wake();
    }
    Awaitility.await().untilAsserted(() -> assertThat(turns).hasPositiveValue());
    task.stop().get(10, TimeUnit.SECONDS);
    pool.shutdown();
    assertThat(most).hasValue(1);
  }
}
