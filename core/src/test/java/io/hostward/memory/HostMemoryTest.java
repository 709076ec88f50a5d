package io.hostward.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hostward.inventory.HostId;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
  private static final HostId HOST = new HostId("host-1");
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final long SIZE = 1_000_000_000;

  private final HostMemory memory = new HostMemory();

  @Test
  void uploadsCountWithWhatTheyHaveLeftUntilTheyEnd() {
    HostMemory.Visit one = memory.begin(HOST, SIZE, START);
    HostMemory.Visit other = memory.begin(HOST, SIZE, START);
    one.sent(400_000_000, at(1));
    assertThat(use(1).uploads()).isEqualTo(2);
    assertThat(use(1).bytesLeft()).isEqualTo(1_600_000_000);

    one.succeeded(at(2));
    other.abandoned(at(2));
    other.sent(SIZE, at(3));
    assertThat(use(3).uploads()).isZero();
    assertThat(use(3).bytesLeft()).isZero();
  }

  @Test
  void throughputIsPerUploadWithHowManySharedIt() {
    HostMemory.Visit one = memory.begin(HOST, SIZE, START);
    HostMemory.Visit other = memory.begin(HOST, SIZE, START);
    for (int second = 0; second <= 10; second++) {
      one.sent(1 + second * 50_000_000L, at(second));
      other.sent(1 + second * 50_000_000L, at(second));
    }
    assertThat(use(10).throughput().orElseThrow().bytesPerSecond()).isCloseTo(5e7, within(1e6));
    assertThat(use(10).throughput().orElseThrow().sharedBy()).isCloseTo(2, within(0.01));
    one.abandoned(at(10));
    other.abandoned(at(10));
    assertThat(use(500).throughput().orElseThrow().bytesPerSecond()).isCloseTo(5e7, within(1e6));
    assertThat(use(500).throughput().orElseThrow().measuredAt()).isEqualTo(at(10));
  }

  @Test
  void connectingIsNoThroughput() {
    HostMemory.Visit slowToConnect = memory.begin(HOST, SIZE, START);
    slowToConnect.sent(1, at(20));
    slowToConnect.sent(100_000_001, at(21));
    assertThat(use(21).throughput().orElseThrow().bytesPerSecond()).isCloseTo(1e8, within(1e5));
  }

  @Test
  void aHostThatHangsGetsSlowerWithoutAnyReport() {
    HostMemory.Visit upload = memory.begin(HOST, SIZE, START);
    upload.sent(1, START);
    upload.sent(100_000_001, at(1));
    assertThat(use(31).throughput().orElseThrow().bytesPerSecond()).isLessThan(4e6);
  }

  @Test
  void failuresCountInARowUntilASuccessOrAQuarterOfAnHour() {
    memory.begin(HOST, SIZE, START).failed("reset", at(1));
    memory.begin(HOST, SIZE, START).failed("timeout", at(5));
    assertThat(use(6).failure()).contains(new HostFailure(at(5), 2, "timeout"));
    assertThat(use(6 + 15 * 60).failure()).isEmpty();

    memory.begin(HOST, SIZE, START).failed("reset", at(2000));
    memory.begin(HOST, SIZE, START).succeeded(at(2001));
    assertThat(use(2001).failure()).isEmpty();
  }

  @Test
  void turnsAndChoicesAreKeptPerDatastore() {
    memory.take("a", HOST, SIZE, START);
    memory.take("a", HOST, SIZE, START);

    assertThat(memory.view("a", START).turn()).isEqualTo(2);
    assertThat(memory.view("b", START).turn()).isZero();
    assertThat(memory.view("a", START).previous()).contains(HOST);
    assertThat(memory.view("b", START).previous()).isEmpty();
  }

  @Test
  void aChoiceHoldsOnlyIfNobodyWasGivenAHostMeanwhile() {
    HostMemory.View view = memory.view("a", START);
    HostMemory.View same = memory.view("b", START);

    assertThat(memory.reserve(view, "a", HOST, SIZE, START)).isPresent();
    assertThat(memory.reserve(same, "b", HOST, SIZE, START)).isEmpty();
    assertThat(use(0).uploads()).as("the one that came too late left no trace").isEqualTo(1);
    assertThat(memory.view("b", START).turn()).isZero();
    assertThat(memory.reserve(memory.view("b", START), "b", HOST, SIZE, START)).isPresent();
  }

  @Property
  void allBytesSentLatelyAreInTheLog(
      @ForAll @IntRange(min = 1, max = 60) int reports,
      @ForAll @IntRange(min = 1, max = 4000) int millis) {
    HostMemory fresh = new HostMemory();
    HostMemory.Visit upload = fresh.begin(HOST, SIZE, START);
    for (int i = 1; i <= reports; i++) {
      upload.sent(i * 1_000_000L, START.plusMillis((long) i * millis));
    }
    Instant end = START.plusMillis((long) reports * millis);
    Duration span = Duration.ofMinutes(5);
    double bytes =
        fresh.uses(end).getOrDefault(HOST, HostUse.NONE).sent().rate(end.plusSeconds(5), span)
            * 300;

    assertThat(bytes).isCloseTo(reports * 1e6, within(1.0));
    assertThat(
            fresh
                .uses(end.plusSeconds(400))
                .getOrDefault(HOST, HostUse.NONE)
                .sent()
                .rate(end.plusSeconds(400), span))
        .isZero();
  }

  private HostUse use(int second) {
    return memory.uses(at(second)).getOrDefault(HOST, HostUse.NONE);
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
