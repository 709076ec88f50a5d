package io.hostward.lab;

import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how fast the lab takes uploads, with curl as the client: not a test, run by hand.
 *
 * <p>Arguments: MiB per upload, uploads at a time, {@code hash} or {@code nohash} or {@code disk},
 * rounds. Each upload goes to another host while there are hosts.
 */
final class LabThroughput {
  private LabThroughput() {}

  public static void main(String[] args) throws Exception {
    long bytes = Long.parseLong(args[0]) << 20;
    int streams = Integer.parseInt(args[1]);
    StorageMode mode =
        args[2].equals("disk")
            ? new StorageMode.Directory(Files.createTempDirectory(Path.of("/dev/shm"), "lab"))
            : new StorageMode.Discard(0, args[2].equals("hash"));
    Path file = Files.createTempFile(Path.of("/dev/shm"), "lab", ".bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    LabModel model =
        LabModel.standard().toBuilder().eachDatastore(d -> d.withStorage(mode)).build();
    try (Lab lab = Lab.start(model)) {
      for (int round = 0; round < Integer.parseInt(args[3]); round++) {
        measure(
            lab, file, bytes, streams, args[2] + (OpenSsl.isAvailable() ? " BoringSSL" : " JDK"));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(Lab lab, Path file, long bytes, int streams, String label)
      throws IOException, InterruptedException {
    List<Process> clients = new ArrayList<>();
    long start = System.nanoTime();
    long cpuStart = cpuNanos();
    for (int i = 0; i < streams; i++) {
      LabHost host = lab.hosts().get(i % lab.hosts().size());
      String target = "/folder/f" + i + "?dsName=vmstore";
      clients.add(
          new ProcessBuilder(
                  "curl",
                  "-sSk",
                  "-H",
                  "Expect:",
                  "-o",
                  "/dev/null",
                  "-T",
                  file.toString(),
                  "-b",
                  host.ticketCookie("PUT", target),
                  "https://" + host.authority() + target)
              .inheritIO()
              .start());
    }
    for (Process client : clients) {
      if (client.waitFor() != 0) {
        throw new IOException("curl failed");
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s, %d x %d MiB: %.2f s, %.0f MB/s; the lab alone: %.2f CPU seconds per GB%n",
        label,
        streams,
        bytes >> 20,
        seconds,
        streams * bytes / seconds / 1e6,
        (cpuNanos() - cpuStart) / (double) (streams * bytes));
  }

  /** CPU time of this process, which other processes on the machine do not falsify much. */
  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
