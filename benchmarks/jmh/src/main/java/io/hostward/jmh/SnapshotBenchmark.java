package io.hostward.jmh;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.Transport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A snapshot that is in the cache. The population: a datastore that 4 or 64 hosts mount, read once
 * from a lab in the same process; refreshes behind the callers' backs are part of the price.
 *
 * <pre>java -jar benchmarks/jmh/target/jmh.jar SnapshotBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SnapshotBenchmark {
  /** How many hosts mount the datastore. */
  @Param({"4", "64"})
  public int hosts;

  private @Nullable Lab lab;
  private @Nullable Transport transport;
  private @Nullable VimVSphere vsphere;

  /** Starts the lab, logs in and reads the datastore once. */
  @Setup
  public void connect() throws VSphereException {
    Lab started = Lab.start(LabModel.standard(hosts));
    lab = started;
    Transport opened = NettyTransport.create();
    transport = opened;
    VimVSphere connected =
        VimVSphere.builder(started.url())
            .transport(opened)
            .credentials(started.user().name(), Secret.of(started.user().password()))
            .trust(ServerTrust.pinned(Thumbprint.parse(started.thumbprint())))
            .build();
    vsphere = connected;
    var unused = connected.datastore("vmstore", Optional.empty()).snapshot();
  }

  /** Logs out and ends the lab. */
  @TearDown
  public void close() {
    if (vsphere != null) {
      vsphere.close();
    }
    if (transport != null) {
      transport.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  /** Asks by name. */
  @Benchmark
  public InventorySnapshot hit() throws VSphereException {
    if (vsphere == null) {
      throw new IllegalStateException("not connected");
    }
    return vsphere.datastore("vmstore", Optional.empty()).snapshot();
  }
}
