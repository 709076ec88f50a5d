package io.hostward.peers.sender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that sends files when it is told to:
 *
 * <pre>Sender WAY CA.pem PARALLEL</pre>
 *
 * <p>It prints {@code ready}; for each line {@code BASE<TAB>LIST} of standard input it uploads what
 * the file LIST names, in lines {@code source<TAB>target}, and prints {@code done} or {@code
 * failed: WHY}. The way's classes are loaded after the first order, so that a first transfer pays
 * for them.
 */
public final class Sender {
  /** The cookie that all clients send; these servers do not look at it. */
  static final String COOKIE = "vmware_cgi_ticket=peer";

  private Sender() {}

  /**
   * One file to send.
   *
   * @param source the file
   * @param target path and query on the server
   */
  record Item(Path source, String target) {
    URI at(URI base) {
      return base.resolve(target);
    }
  }

  /** Sends files to a server. */
  interface Way extends AutoCloseable {
    /** Sends all, some at a time; returns when the server has answered for the last. */
    void send(URI base, List<Item> items) throws Exception;

    @Override
    default void close() {}
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    Way way = null;
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      try {
        if (way == null) {
          way = way(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
        String[] words = order.split("\t", -1);
        way.send(URI.create(words[0]), items(Path.of(words[1])));
        System.out.println("done");
      } catch (Exception e) {
        System.out.println("failed: " + e);
        e.printStackTrace();
      }
    }
    if (way != null) {
      way.close();
    }
  }

  private static List<Item> items(Path list) throws IOException {
    return Files.readAllLines(list).stream()
        .map(line -> line.split("\t", -1))
        .map(words -> new Item(Path.of(words[0]), words[1]))
        .toList();
  }

  private static Way way(String name, Path ca, int parallel) throws Exception {
    return switch (name) {
      case "hostward" -> HostwardWay.of(ca, parallel, false);
      case "hostward-jdk-tls" -> HostwardWay.of(ca, parallel, true);
      case "http-client" -> HttpClientWay.of(ca, parallel);
      case "url-connection" -> new UrlConnectionWay(ca, parallel, false);
      case "vmware-sample" -> new UrlConnectionWay(ca, parallel, true);
      default -> throw new IllegalArgumentException("no such way: " + name);
    };
  }
}
