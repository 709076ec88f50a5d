package io.hostward.cli.bulk;

import io.hostward.cli.text.ByteRate;
import io.hostward.netty.Bandwidth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast bytes may go. */
final class BandwidthOptions {
  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description =
          "Bytes per second that bodies may take of this machine's network, in all: 100MB. What is"
              + " copied inside vSphere does not count. Default: no limit.")
  private @Nullable ByteRate all;

  @Option(
      names = "--host-bandwidth",
      paramLabel = "RATE",
      description =
          "Bytes per second to and from one host, the relay through vCenter being one. Default: no"
              + " limit.")
  private @Nullable ByteRate perHost;

  Bandwidth bandwidth() {
    Bandwidth bandwidth = new Bandwidth();
    if (all != null) {
      bandwidth.limit(all.bytesPerSecond());
    }
    if (perHost != null) {
      bandwidth.limitPerHost(perHost.bytesPerSecond());
    }
    return bandwidth;
  }
}
