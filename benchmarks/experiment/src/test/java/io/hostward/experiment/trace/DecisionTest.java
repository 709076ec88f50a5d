package io.hostward.experiment.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.vsphere.TrafficSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is decided from series that are made up. */
class DecisionTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final int BEFORE = 60;
  private static final double SENT = 100e6;
  private static final List<HostSnapshot> HOSTS =
      List.of(host("host-1", "ESX1"), host("host-2", "ESX2"), host("host-3", "ESX3"));

  /** Bytes of each interval, by host: what it received, and what it wrote where that is told. */
  private final Map<HostId, double[]> received = new HashMap<>();

  private final Map<HostId, double[]> written = new HashMap<>();

  private static HostSnapshot host(String id, String name) {
    return new HostSnapshot(
        new HostId(id),
        name,
        Optional.empty(),
        HostSnapshot.Connection.CONNECTED,
        HostSnapshot.Power.ON,
        false,
        false,
        List.of(),
        Optional.empty(),
        HostLoad.UNKNOWN,
        List.of());
  }

  private void quiet(double level, double scatter, long seed) {
    Random random = new Random(seed);
    for (HostSnapshot host : HOSTS) {
      double[] series = new double[BEFORE + 2];
      for (int i = 0; i < series.length; i++) {
        series[i] = Math.max(0, level + scatter * random.nextGaussian());
      }
      received.put(host.id(), series);
    }
  }

  private void add(Map<HostId, double[]> series, int host, double bytes) {
    series.computeIfAbsent(HOSTS.get(host).id(), id -> new double[BEFORE + 2])[BEFORE] += bytes;
  }

  /** An upload of all bytes in the middle of the last interval but one. */
  private Verdict decide() {
    Map<HostId, List<TrafficSample>> samples = new HashMap<>();
    received.forEach(
        (host, series) -> {
          List<TrafficSample> list = new ArrayList<>();
          for (int i = 0; i < series.length; i++) {
            double[] disk = written.get(host);
            list.add(
                new TrafficSample(
                    START.plusSeconds(20L * (i + 1)),
                    Duration.ofSeconds(20),
                    OptionalDouble.of(series[i] / 20),
                    OptionalDouble.empty(),
                    disk == null ? OptionalDouble.empty() : OptionalDouble.of(disk[i] / 20)));
          }
          samples.put(host, list);
        });
    Instant middle = START.plusSeconds(20L * BEFORE + 10);
    Span sending = new Span(middle, middle.plusSeconds(2));
    return Decision.of(
        HOSTS,
        List.of(
            new Shot(
                (long) SENT,
                sending,
                sending.widened(Duration.ofSeconds(2)),
                List.of(),
                List.of(),
                samples,
                List.of())));
  }

  @Test
  void namesTheHostThatReceivedWhatWasSent() {
    quiet(50e6, 2e6, 1);
    add(received, 1, 1.03 * SENT);

    Verdict verdict = decide();

    assertThat(verdict.carrier()).map(HostEvidence::name).hasValue("ESX2");
    assertThat(verdict.confidence()).isGreaterThan(0.999);
    assertThat(verdict.doubts()).isEmpty();
    assertThat(verdict.carrier().orElseThrow().received().orElseThrow())
        .isBetween(0.9 * SENT, 1.2 * SENT);
  }

  @Test
  void twoHostsThatReceivedAsMuchCannotBeTold() {
    quiet(0, 0, 1);
    add(received, 0, 1.03 * SENT);
    add(received, 2, 1.03 * SENT);

    Verdict verdict = decide();

    assertThat(verdict.carrier()).isEmpty();
    assertThat(verdict.doubts())
        .anySatisfy(doubt -> assertThat(doubt).startsWith("ESX1, ESX3 all received"));
  }

  /** One of them runs vCenter's virtual machine; the other writes to the datastore. */
  @Test
  void whoeverWritesToTheDatastoreIsTheOneOfTwo() {
    quiet(0, 0, 1);
    add(received, 0, 1.03 * SENT);
    add(received, 2, 1.03 * SENT);
    add(written, 2, SENT);
    written.put(HOSTS.get(0).id(), new double[BEFORE + 2]);
    written.put(HOSTS.get(1).id(), new double[BEFORE + 2]);

    assertThat(decide().carrier()).map(HostEvidence::name).hasValue("ESX3");
  }

  @Test
  void deadCountersOfWritesChangeNothing() {
    quiet(50e6, 2e6, 1);
    add(received, 1, 1.03 * SENT);
    HOSTS.forEach(host -> written.put(host.id(), new double[BEFORE + 2]));

    assertThat(decide().carrier()).map(HostEvidence::name).hasValue("ESX2");
  }

  @Test
  void aFileThatIsLostInTheNoiseIsTooSmall() {
    quiet(900e6, 150e6, 1);
    add(received, 1, 1.03 * SENT);

    Verdict verdict = decide();

    assertThat(verdict.carrier()).isEmpty();
    assertThat(verdict.doubts())
        .anySatisfy(doubt -> assertThat(doubt).contains("too small a file", "use --size"));
  }

  @Test
  void aHostWithoutCountersIsNotNamedByExclusionAlone() {
    quiet(50e6, 2e6, 1);
    received.remove(HOSTS.get(2).id());

    Verdict verdict = decide();

    assertThat(verdict.carrier()).isEmpty();
    assertThat(verdict.doubts())
        .contains(
            "ESX3: vCenter shows no network counters of it to this user",
            "none of the hosts that show counters received about as much as was sent");
  }

  @Test
  void samplesThatAreMissingOrTooLateAreNoZero() {
    quiet(50e6, 2e6, 1);
    received.put(HOSTS.get(1).id(), new double[BEFORE - 1]);
    received.put(HOSTS.get(0).id(), new double[4]);

    assertThat(decide().hosts())
        .filteredOn(host -> host.name().equals("ESX2"))
        .singleElement()
        .satisfies(
            host -> assertThat(host.unseen().orElseThrow()).contains("its samples came too late"));
  }

  /** Whatever others move: a named host is the right one. */
  @Property(tries = 400)
  void neverNamesAWrongHost(
      @ForAll @LongRange(min = 0, max = 1L << 40) long seed,
      @ForAll @LongRange(min = 0, max = 60) long scatterMegabytes,
      @ForAll @LongRange(min = 0, max = 2) long carrier,
      @ForAll @LongRange(min = 0, max = 400) long burstMegabytes) {
    quiet(200e6, scatterMegabytes * 1e6, seed);
    add(received, (int) carrier, 1.03 * SENT);
    add(received, (int) (carrier + 1) % 3, burstMegabytes * 1e6);

    Optional<HostEvidence> named = decide().carrier();

    named.ifPresent(host -> assertThat(host.host()).isEqualTo(HOSTS.get((int) carrier).id()));
  }
}
