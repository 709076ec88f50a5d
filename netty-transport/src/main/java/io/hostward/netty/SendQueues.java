package io.hostward.netty;

import io.netty.channel.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes does the kernel hold for a connection that the other side has not acknowledged?
 * Linux tells in its tables of connections, with any kind of socket and without native code. One
 * reading, on a worker thread, serves everybody who asks meanwhile. Safe for use by many threads.
 */
final class SendQueues {
  /** What is answered where it is not known. */
  static final long UNKNOWN = -1;

  private static final Logger log = LoggerFactory.getLogger(SendQueues.class);
  private static final List<Path> LINUX =
      List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String MAPPED = words(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1});

  private final List<Path> tables;
  private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
  private final SerialTask readings;

  private record Question(Channel channel, List<String> keys, LongConsumer answer) {
    /** An IPv4 connection is in one of two tables. */
    long among(Map<String, Long> queued) {
      return keys.stream()
          .mapToLong(key -> queued.getOrDefault(key, UNKNOWN))
          .max()
          .orElse(UNKNOWN);
    }

    /** The loop may have ended meanwhile, and nobody waits then. */
    void answer(long bytes) {
      try {
        channel.eventLoop().execute(() -> answer.accept(bytes));
      } catch (RejectedExecutionException e) {
        log.debug("too late for an answer", e);
      }
    }
  }

  SendQueues(Executor workers, List<Path> tables) {
    this.tables = new ArrayList<>(tables);
    this.tables.removeIf(table -> !Files.isReadable(table));
    this.readings = new SerialTask(workers, this::read, this::failed);
  }

  /** Those of this machine. */
  static SendQueues ofSystem(Executor workers) {
    return new SendQueues(workers, LINUX);
  }

  /** Returns false if this machine does not tell. */
  boolean areKnown() {
    return !tables.isEmpty();
  }

  /** Tells the number of bytes, or {@link #UNKNOWN}, on the channel's event loop. */
  void ask(Channel channel, LongConsumer answer) {
    List<String> keys =
        channel.localAddress() instanceof InetSocketAddress local
                && channel.remoteAddress() instanceof InetSocketAddress remote
            ? keys(local, remote)
            : List.of();
    questions.add(new Question(channel, keys, answer));
    readings.wake();
  }

  private void read() {
    List<Question> asked = new ArrayList<>();
    for (Question next = questions.poll(); next != null; next = questions.poll()) {
      asked.add(next);
    }
    Map<String, Long> queued = new HashMap<>();
    asked.forEach(question -> question.keys().forEach(key -> queued.put(key, UNKNOWN)));
    tables.forEach(table -> scan(table, queued));
    asked.forEach(question -> question.answer(question.among(queued)));
  }

  private void failed(Throwable cause) {
    log.debug("the tables of connections cannot be read", cause);
  }

  private static void scan(Path table, Map<String, Long> queued) {
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Row row = Row.of(line);
        if (row != null) {
          queued.replace(row.key(), row.queued());
        }
      }
    } catch (IOException e) {
      log.debug("{} cannot be read", table, e);
    }
  }

  /** One connection: {@code 0: 0100007F:A3F2 0100007F:01BB 01 000003E8:00000000 ...}. */
  private record Row(String key, long queued) {
    static @Nullable Row of(String line) {
      int begin = line.indexOf(": ") + 2;
      int state = line.indexOf(' ', line.indexOf(' ', begin) + 1);
      int queue = line.indexOf(' ', state + 1) + 1;
      int end = line.indexOf(':', queue);
      if (begin < 2 || state < 0 || queue <= 0 || end < 0) {
        return null;
      }
      try {
        return new Row(line.substring(begin, state), Long.parseLong(line, queue, end, 16));
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** As the kernel writes them; an IPv4 connection may be one of an IPv6 socket. */
  static List<String> keys(InetSocketAddress local, InetSocketAddress remote) {
    String from = words(local.getAddress().getAddress());
    String to = words(remote.getAddress().getAddress());
    String straight = key(from, local, to, remote);
    return isFour(local.getAddress()) && isFour(remote.getAddress())
        ? List.of(straight, key(MAPPED + from, local, MAPPED + to, remote))
        : List.of(straight);
  }

  private static boolean isFour(InetAddress address) {
    return address instanceof Inet4Address;
  }

  private static String key(
      String from, InetSocketAddress local, String to, InetSocketAddress remote) {
    return from
        + ":"
        + HEX.toHexDigits((short) local.getPort())
        + " "
        + to
        + ":"
        + HEX.toHexDigits((short) remote.getPort());
  }

  /** Words of four bytes, each as this machine reads it. */
  private static String words(byte[] address) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length; i++) {
      int at = little ? i / 4 * 4 + 3 - i % 4 : i;
      text.append(HEX.toHexDigits(address[at]));
    }
    return text.toString();
  }
}
