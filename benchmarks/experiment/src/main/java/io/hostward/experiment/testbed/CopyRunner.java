package io.hostward.experiment.testbed;

import io.hostward.experiment.testbed.ClientLine.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Has a process in the client's namespace upload a file, and reads the meters meanwhile. */
final class CopyRunner {
  /** The environment variable that holds the client's password. */
  static final String PASSWORD = "HOSTWARD_TESTBED_PASSWORD";

  private static final long START_SECONDS = 60;
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** Without a line for this long, a client is given up; uploads tell their bytes far oftener. */
  private static final Duration SILENCE = Duration.ofMinutes(3);

  private final RunningTestbed testbed;
  private final String client;
  private final Path log;

  /**
   * Copies in a testbed.
   *
   * @param client the main class of the client's process
   * @param log where the standard error of clients goes
   */
  CopyRunner(RunningTestbed testbed, String client, Path log) {
    this.testbed = testbed;
    this.client = client;
    this.log = log;
  }

  /** Copies once. The file is deleted again. */
  Copy copy(int round, String datastore, Copy.Way way, long bytes)
      throws IOException, InterruptedException {
    try (NamespaceProcess process = start(datastore, way, bytes)) {
      awaitReady(process);
      Map<String, Long> pids = new LinkedHashMap<>();
      pids.put(testbed.plan().client().name(), process.running().pid());
      pids.putAll(testbed.pids());
      Meters meters = new Meters(pids);
      Map<String, InterfaceCounters> before = meters.read();
      List<Copy.Reading> readings = new ArrayList<>();
      long begin = System.nanoTime();
      process.say("GO");
      List<ClientLine> lines = listen(process, meters, before, readings, begin);
      return Copy.of(
          round,
          datastore,
          way,
          bytes,
          UploadTimes.of(lines),
          meters.since(before),
          readings,
          testbed.plan().hostNodes().stream().map(Node::name).toList());
    }
  }

  private NamespaceProcess start(String datastore, Copy.Way way, long bytes) throws IOException {
    Access access = testbed.access();
    return NamespaceProcess.start(
        testbed.plan().client(),
        log,
        Map.of(PASSWORD, access.password()),
        List.of(
            client,
            access.url().toString(),
            access.user(),
            access.thumbprint(),
            datastore,
            "hostward-testbed-" + UUID.randomUUID() + ".iso",
            "" + bytes,
            way.name()));
  }

  private static void awaitReady(NamespaceProcess process)
      throws IOException, InterruptedException {
    Optional<ClientLine> line = Optional.empty();
    while (line.filter(said -> said.kind() == Kind.READY).isEmpty()) {
      line = ClientLine.parse(process.await(START_SECONDS, TimeUnit.SECONDS));
      if (line.filter(said -> said.kind() == Kind.FAILED).isPresent()) {
        throw new IOException("the client cannot log in: " + line.get().detail());
      }
    }
  }

  private static List<ClientLine> listen(
      NamespaceProcess process,
      Meters meters,
      Map<String, InterfaceCounters> before,
      List<Copy.Reading> readings,
      long begin)
      throws IOException, InterruptedException {
    List<ClientLine> lines = new ArrayList<>();
    long heard = begin;
    long due = begin;
    boolean first = true;
    while (true) {
      long now = System.nanoTime();
      if (now - due >= 0) {
        readings.add(new Copy.Reading((now - begin) / 1e9, meters.since(before)));
        due += INTERVAL.toNanos();
      }
      Optional<String> said = process.poll(Math.max(0, due - now), TimeUnit.NANOSECONDS);
      heard = said.isPresent() ? System.nanoTime() : heard;
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new IOException("the client has said nothing for " + SILENCE.toSeconds() + " s");
      }
      Optional<ClientLine> line = said.flatMap(ClientLine::parse);
      if (line.isPresent()) {
        boolean bytes = line.get().kind() == Kind.BYTES;
        // Of the many lines of bytes, the first is read: lines do not grow with the file.
        if (!bytes || first) {
          lines.add(line.get());
        }
        first &= !bytes;
        if (line.get().kind() == Kind.ENDED) {
          return lines;
        }
      }
    }
  }
}
