package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DelayLineTest {
  private static final long DELAY = 10;
  private static final long EARLIEST = 20;

  private record Sent(int value, long due) {}

  /** Each step puts a byte in or lets time pass; the model is a queue with times. */
  @Property(tries = 300)
  void whatGoesInComesOutInOrderAndNeverEarly(
      @ForAll @Size(max = 60) List<@IntRange(min = -1, max = 15) Integer> steps) throws Exception {
    DelayLine line = new DelayLine(Duration.ofNanos(DELAY), EARLIEST);
    Deque<Sent> model = new ArrayDeque<>();
    long now = 0;
    int next = 0;
    for (int step : steps) {
      if (step < 0) {
        byte value = (byte) next++;
        assertThat(line.put(ByteBuffer.wrap(new byte[] {value}), now)).isTrue();
        model.add(new Sent(value, Math.max(now, EARLIEST) + DELAY));
      } else {
        now += step;
      }
      ByteBuffer out = line.poll(now);
      if (model.isEmpty() || model.peek().due() > now) {
        assertThat(out).isNull();
      } else {
        assertThat(out).isNotNull();
        assertThat(out.get()).isEqualTo((byte) model.remove().value());
      }
      assertThat(line.waitNanos(now))
          .isEqualTo(model.isEmpty() ? Long.MAX_VALUE : model.peek().due() - now);
    }
  }

  @Example
  void theEndTravelsAsLongAsBytesDo() {
    DelayLine line = new DelayLine(Duration.ofNanos(DELAY), 0);

    line.end(100);

    assertThat(line.waitNanos(105)).isEqualTo(5);
    assertThat(line.waitNanos(110)).isZero();
    assertThat(line.poll(110)).isNull();
  }

  @Example
  void memoryIsBoundedAndWhoWaitsForRoomIsFreedByACut() throws Exception {
    DelayLine line = new DelayLine(Duration.ofHours(1), System.nanoTime());
    line.put(ByteBuffer.allocate(DelayLine.CAPACITY), System.nanoTime());
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return line.put(ByteBuffer.allocate(1), System.nanoTime());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(second).isNotDone();

    line.cut();

    assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(line.take()).isNull();
  }
}
