package io.hostward.jmh;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FolderTarget;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a datastore path and encoding it into a {@code /folder} target. The population: a plain
 * name, and one where nearly every sign has to be encoded.
 *
 * <pre>java -jar benchmarks/jmh/target/jmh.jar PathBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PathBenchmark {
  /** What stands on the command line. */
  @Param({"[vmstore] iso/debian-12.iso", "[úložiště 1] obrazy & záznamy/100 % žluťoučký+kůň.iso"})
  public String text = "";

  private DatastorePath path = new DatastorePath("vmstore", "x");

  /** Reads the path once, for the benchmark that only encodes. */
  @org.openjdk.jmh.annotations.Setup
  public void read() {
    path = DatastorePath.parse(text);
  }

  /** Reads. */
  @Benchmark
  public DatastorePath parse() {
    return DatastorePath.parse(text);
  }

  /** Encodes for vCenter. */
  @Benchmark
  public FolderTarget encode() {
    return FolderTarget.onVcenter(path, "Europe/Prague");
  }
}
