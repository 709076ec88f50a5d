package io.hostward.peers.rounds;

import io.hostward.peers.client.Client;
import io.hostward.peers.machine.Cost;
import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.PeerServer;
import io.hostward.peers.server.Spoken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Rounds in which every client sends the same load to the same server, one client at a time, in
 * another random order each time.
 */
public final class Rounds {
  private final List<Client> clients;
  private final Random order;
  private final Consumer<String> progress;

  /**
   * Rounds.
   *
   * @param seed decides the orders
   * @param progress told a line for each transfer
   */
  public Rounds(List<Client> clients, long seed, Consumer<String> progress) {
    this.clients = List.copyOf(clients);
    this.order = new Random(seed);
    this.progress = progress;
  }

  /** Measures one load on one server. A client that fails is not asked again. */
  public Results run(PeerServer server, Load load) {
    Results results = new Results(load, clients.stream().map(Client::name).toList());
    List<Client> healthy = new ArrayList<>(clients);
    healthy.removeIf(client -> !warmUp(client, server, load, results));
    for (int round = 1; round <= load.rounds(); round++) {
      Collections.shuffle(healthy, order);
      for (Client client : List.copyOf(healthy)) {
        if (!attempt(client, server, load, results, round)) {
          healthy.remove(client);
        }
      }
    }
    return results;
  }

  private boolean warmUp(Client client, PeerServer server, Load load, Results results) {
    for (int i = 1; i <= client.warmUps(load.warmUps()); i++) {
      if (!attempt(client, server, load, results, -i)) {
        return false;
      }
    }
    return true;
  }

  private boolean attempt(Client client, PeerServer server, Load load, Results results, int round) {
    List<Delivery> deliveries = load.deliveries();
    try {
      server.forget();
      Cost cost = client.send(server, deliveries);
      Spoken spoken = server.verify(deliveries);
      if (round > 0) {
        results.add(client.name(), round, cost, spoken);
      }
      progress.accept(
          "%s, %s, %s %d, %s: %.2f s, %.2f CPU-s"
              .formatted(
                  load.title(),
                  server.name(),
                  round > 0 ? "round" : "warm-up",
                  Math.abs(round),
                  client.name(),
                  cost.seconds(),
                  cost.cpuSeconds()));
      return true;
    } catch (IOException e) {
      results.fail(client.name(), String.valueOf(e.getMessage()));
      progress.accept(client.name() + " failed: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.fail(client.name(), "interrupted");
      return false;
    }
  }
}
