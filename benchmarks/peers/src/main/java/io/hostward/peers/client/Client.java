package io.hostward.peers.client;

import io.hostward.peers.machine.Cost;
import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.PeerServer;
import java.io.IOException;
import java.util.List;

/** A program that sends files; one at a time is asked to. */
public interface Client extends AutoCloseable {
  /** The client that the others are measured against. */
  String CURL = "curl";

  /** Returns its name for tables and options. */
  String name();

  /**
   * Returns how many transfers go before the first that counts.
   *
   * @param usual how many for a client whose process stays, and learns from them
   */
  int warmUps(int usual);

  /**
   * Sends files and waits for the answers.
   *
   * @return what it cost
   * @throws IOException if the client says that it failed
   */
  Cost send(PeerServer server, List<Delivery> deliveries) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
