package io.hostward.lab.perf;

import io.hostward.lab.perf.Counter.Figure;
import io.hostward.lab.perf.Counter.Instances;
import java.util.List;

/** The counters that the lab's hosts have. */
final class Counters {
  /** One kilobyte of the unit kiloBytesPerSecond. */
  private static final long KILO = 1024;

  /** MHz that moving one byte per second costs: a core of 2.4 GHz moves about 1 GB/s of TLS. */
  private static final double MHZ_PER_BYTE_PER_SECOND = 2.4e-6;

  private static final String RATE = "kiloBytesPerSecond";
  private static final long SECONDS = HostHistory.INTERVAL.toSeconds();

  static final List<Counter> ALL =
      List.of(
          host("cpu", "usage", "average", "percent", (s, h, i) -> share(cpuMhz(s), h.totalMhz())),
          host("cpu", "usagemhz", "average", "megaHertz", (s, h, i) -> cpuMhz(s)),
          host("cpu", "ready", "summation", "millisecond", (s, h, i) -> ready(s, h)),
          host(
              "mem",
              "usage",
              "average",
              "percent",
              (s, h, i) -> share(s.load().memoryMb(), h.memoryMb())),
          host("mem", "consumed", "average", "kiloBytes", (s, h, i) -> KILO * s.load().memoryMb()),
          net("usage", (s, h, i) -> received(s) + sent(s)),
          net("received", (s, h, i) -> received(s)),
          net("transmitted", (s, h, i) -> sent(s)),
          host("disk", "usage", "average", RATE, (s, h, i) -> written(s) + rate(s.readBytes())),
          host("disk", "write", "average", RATE, (s, h, i) -> written(s)),
          host("disk", "read", "average", RATE, (s, h, i) -> rate(s.readBytes())),
          host(
              "disk",
              "maxTotalLatency",
              "latest",
              "millisecond",
              (s, h, i) -> s.load().writeLatencyMs()),
          host(
              "disk",
              "deviceLatency",
              "average",
              "millisecond",
              (s, h, i) -> s.load().writeLatencyMs()),
          store("write", "average", RATE, (s, h, i) -> written(s, i)),
          store("read", "average", RATE, (s, h, i) -> rate(s.read().getOrDefault(i, 0L))),
          store(
              "totalWriteLatency",
              "average",
              "millisecond",
              (s, h, i) -> s.load().writeLatencyMs()),
          store("totalReadLatency", "average", "millisecond", (s, h, i) -> 1),
          host(
              "datastore",
              "maxTotalLatency",
              "latest",
              "millisecond",
              (s, h, i) -> s.load().writeLatencyMs()),
          host("sys", "uptime", "latest", "second", (s, h, i) -> 86_400));

  private Counters() {}

  /** CPU in use: the background's, and what moving the bytes takes. */
  static long cpuMhz(Sample sample) {
    double bytesPerSecond = (double) (sample.receivedBytes() + sample.sentBytes()) / SECONDS;
    return sample.load().cpuMhz() + Math.round(bytesPerSecond * MHZ_PER_BYTE_PER_SECOND);
  }

  private static Counter host(
      String group, String name, String rollup, String unit, Figure figure) {
    return new Counter(group, name, rollup, unit, Instances.AGGREGATE, figure);
  }

  /** Traffic spreads evenly over the cards. */
  private static Counter net(String name, Figure figure) {
    Figure perCard = (s, h, i) -> figure.of(s, h, i) / (i.isEmpty() ? 1 : Math.max(1, h.nics()));
    return new Counter("net", name, "average", RATE, Instances.NICS, perCard);
  }

  private static Counter store(String name, String rollup, String unit, Figure figure) {
    return new Counter("datastore", name, rollup, unit, Instances.DATASTORES, figure);
  }

  private static long rate(long bytes) {
    return bytes / KILO / SECONDS;
  }

  private static long received(Sample s) {
    return s.load().receivedKbps() + rate(s.receivedBytes());
  }

  private static long sent(Sample s) {
    return s.load().transmittedKbps() + rate(s.sentBytes());
  }

  private static long written(Sample s) {
    return s.load().writtenKbps() + rate(s.writtenBytes());
  }

  /** The background's writes are spread over the host's datastores. */
  private static long written(Sample s, String datastore) {
    long background = s.load().writtenKbps() / Math.max(1, s.datastores());
    return background + rate(s.written().getOrDefault(datastore, 0L));
  }

  /** In hundredths of a percent, at most 100 percent. */
  private static long share(long used, long of) {
    return of <= 0 ? 0 : Math.min(10_000, used * 10_000 / of);
  }

  /** Waiting for a CPU begins where four fifths of the host are in use. */
  private static long ready(Sample s, Counter.Host host) {
    return Math.max(0, share(cpuMhz(s), host.totalMhz()) - 8_000) * SECONDS / 10;
  }
}
