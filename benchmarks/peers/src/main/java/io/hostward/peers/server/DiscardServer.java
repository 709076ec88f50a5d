package io.hostward.peers.server;

import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Workshop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small server on OpenSSL that throws bodies away and counts their bytes. */
public final class DiscardServer implements PeerServer {
  private static final String PORT = "port ";

  private final Daemon daemon;
  private final URI base;
  private final Arrivals arrivals;

  private DiscardServer(Daemon daemon, URI base, Arrivals arrivals) {
    this.daemon = daemon;
    this.base = base;
    this.arrivals = arrivals;
  }

  /**
   * Builds and starts it.
   *
   * @param folder for its files
   * @throws MissingException if it cannot be built
   */
  public static DiscardServer start(Workshop workshop, Path folder, Identity identity)
      throws MissingException, IOException, InterruptedException {
    Path program = workshop.c("discard", List.of("-lssl", "-lcrypto", "-lpthread"));
    Path log = folder.resolve("discard.log");
    Daemon daemon =
        Daemon.start(
            List.of(
                "" + program,
                "" + identity.certificate(),
                "" + identity.key(),
                identity.version(),
                identity.cipher(),
                identity.resumes() ? "resumed" : "anew"),
            log,
            () -> Files.exists(log) && Files.readString(log).contains("\n"));
    String first = Files.readAllLines(log).get(0);
    if (!first.startsWith(PORT)) {
      daemon.close();
      throw new IOException("the discarding server says: " + Files.readString(log).strip());
    }
    return new DiscardServer(
        daemon,
        URI.create("https://127.0.0.1:" + first.substring(PORT.length())),
        new Arrivals(log, first.length() + 1));
  }

  @Override
  public String name() {
    return "discarding server";
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public boolean keepsFiles() {
    return false;
  }

  @Override
  public void forget() throws IOException {
    arrivals.forget();
  }

  @Override
  public Spoken verify(List<Delivery> deliveries) throws IOException, InterruptedException {
    return arrivals.verify(deliveries, true);
  }

  @Override
  public void close() {
    daemon.close();
  }
}
