package io.hostward.peers;

import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Workshop;
import io.hostward.peers.server.DiscardServer;
import io.hostward.peers.server.Identity;
import io.hostward.peers.server.Nginx;
import io.hostward.peers.server.PeerServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that this machine has and that are wanted.
 *
 * @param all of them, running
 */
record Servers(List<PeerServer> all) implements AutoCloseable {
  /** Starts a server. */
  @FunctionalInterface
  private interface Start {
    PeerServer start() throws MissingException, IOException, InterruptedException;
  }

  static Servers start(
      WorkFolder work,
      Workshop workshop,
      Identity identity,
      TransferOptions options,
      List<String> notes)
      throws IOException, InterruptedException {
    Servers servers = new Servers(new ArrayList<>());
    if (options.wantsServer("discard")) {
      servers.add(() -> DiscardServer.start(workshop, work.sub("discards"), identity), notes);
    }
    if (options.wantsServer("nginx")) {
      servers.add(() -> Nginx.start(work.sub("nginx"), identity), notes);
    }
    return servers;
  }

  private void add(Start start, List<String> notes) throws IOException, InterruptedException {
    try {
      all.add(start.start());
    } catch (MissingException e) {
      notes.add("a server is left out: " + e.getMessage());
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    all.forEach(PeerServer::close);
  }
}
