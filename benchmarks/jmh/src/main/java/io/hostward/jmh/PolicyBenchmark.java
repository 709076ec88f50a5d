package io.hostward.jmh;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.memory.HostUse;
import io.hostward.memory.SentBytes;
import io.hostward.net.Subnet;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ranking the hosts of a datastore. The population: usable hosts of 1, 10 and 25 Gb/s with all
 * figures known and 20 seconds old, one in fifty refused; this process has uploads on two of them.
 *
 * <pre>java -jar benchmarks/jmh/target/jmh.jar PolicyBenchmark -prof gc</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** How many hosts mount the datastore. */
  @Param({"4", "64", "1000"})
  public int hosts;

  /** The policy. */
  @Param({"least-loaded", "same-subnet", "fastest", "first-usable"})
  public String policy = "";

  private HostSelectionPolicy selector = HostPolicies.none();
  private InventorySnapshot snapshot = new InventorySnapshot(datastore(), List.of(), NOW);
  private SelectionContext context = SelectionContext.of(NOW, OptionalLong.empty());

  /** Makes the population. */
  @Setup
  public void populate() {
    Random random = new Random(1);
    List<Mount> mounts = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      mounts.add(
          new Mount(
              host(i, random), AccessMode.READ_WRITE, true, Optional.of(true), Optional.empty()));
    }
    selector = HostPolicies.named(policy);
    snapshot = new InventorySnapshot(datastore(), mounts, NOW);
    context =
        new SelectionContext(
            NOW,
            OptionalLong.of(1L << 30),
            Map.of(new HostId("host-1"), uploads(2), new HostId("host-2"), uploads(1)),
            List.of(Subnet.parse("127.0.0.1/8"), Subnet.parse("10.0.1.7/24")),
            Optional.empty(),
            0,
            0);
  }

  /** Ranks; the reasons are not read, as in an upload. */
  @Benchmark
  public Selection rank() {
    return selector.select(snapshot, context);
  }

  private static HostUse uploads(int uploads) {
    return new HostUse(uploads, 0, Optional.empty(), Optional.empty(), SentBytes.NONE);
  }

  private static HostSnapshot host(int number, Random random) {
    Instant measured = NOW.minusSeconds(20);
    long line = new long[] {1, 10, 25}[random.nextInt(3)] * 1_000_000_000L;
    return new HostSnapshot(
        new HostId("host-" + number),
        "esx" + number + ".example",
        Optional.of("Cluster"),
        random.nextInt(50) == 0 ? Connection.DISCONNECTED : Connection.CONNECTED,
        Power.ON,
        false,
        false,
        List.of(
            new ManagementAddress(
                "10.0." + number / 250 + "." + (number % 250 + 1), OptionalInt.of(24))),
        Optional.empty(),
        new HostLoad(
            Optional.of(new Figure(random.nextDouble(), measured)),
            Optional.of(new Figure(random.nextDouble(), measured)),
            Optional.of(new Figure(random.nextDouble() * line / 8, measured)),
            OptionalLong.of(line),
            Optional.of(new Figure(random.nextDouble() * 10, measured))),
        List.of());
  }

  private static DatastoreSnapshot datastore() {
    return new DatastoreSnapshot(
        "datastore-1",
        "vmstore",
        "DC",
        Optional.of("NFS"),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        true,
        "normal");
  }
}
