package io.hostward.peers.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a server's log, one line a request: method, target, bytes of the body, TLS version, cipher,
 * and {@code r} if the session was resumed. Each line is read once.
 */
final class Arrivals {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FIELDS = 6;

  private final Path log;
  private long position;

  Arrivals(Path log, long position) {
    this.log = log;
    this.position = position;
  }

  /**
   * Waits for the lines of these files; a server may write them after its answer.
   *
   * @param sizes whether the bytes are in the log
   */
  Spoken verify(List<Delivery> deliveries, boolean sizes) throws IOException, InterruptedException {
    List<String[]> lines = await(deliveries.size());
    Map<String, String> came = new TreeMap<>();
    Set<String> spoken = new TreeSet<>();
    int resumed = 0;
    for (String[] line : lines) {
      came.merge(line[0] + " " + line[1], line[2], (one, other) -> one + " and " + other);
      spoken.add(line[3] + " " + line[4]);
      resumed += line[5].equals("r") ? 1 : 0;
    }
    for (Delivery delivery : deliveries) {
      String bytes = came.remove("PUT " + delivery.target());
      if (bytes == null || (sizes && !bytes.equals("" + delivery.size()))) {
        throw new IOException(
            "of the %d bytes of %s came %s".formatted(delivery.size(), delivery.name(), bytes));
      }
    }
    if (!came.isEmpty()) {
      throw new IOException("nobody was to send " + came.keySet());
    }
    return new Spoken(String.join(", ", spoken), lines.size(), resumed);
  }

  void forget() throws IOException {
    read();
  }

  private List<String[]> await(int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String[]> lines = new ArrayList<>();
    while (lines.size() < count && System.nanoTime() < end) {
      List<String[]> more = read();
      if (more.isEmpty()) {
        Thread.sleep(2);
      }
      lines.addAll(more);
    }
    lines.addAll(read());
    lines.sort(Comparator.comparing(line -> line[1]));
    return lines;
  }

  private List<String[]> read() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) (file.length() - position)];
      file.seek(position);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      position += whole.getBytes(StandardCharsets.UTF_8).length;
      return whole.lines().map(line -> line.split(" ", -1)).filter(this::isRequest).toList();
    }
  }

  private boolean isRequest(String[] line) {
    return line.length == FIELDS;
  }
}
