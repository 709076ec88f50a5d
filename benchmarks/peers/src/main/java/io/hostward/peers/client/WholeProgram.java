package io.hostward.peers.client;

import io.hostward.peers.machine.Cost;
import io.hostward.peers.machine.Meter;
import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.PeerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that is started for each transfer; all of it counts, from its start to its end. */
final class WholeProgram implements Client {
  private final String name;
  private final Meter meter;
  private final Preparation preparation;
  private final int warmUps;

  /**
   * How a program is called for one transfer.
   *
   * @param command the command
   * @param input its standard input
   */
  record Invocation(List<String> command, Path input) {}

  /** Writes what a program reads, and says how it is called. */
  @FunctionalInterface
  interface Preparation {
    Invocation prepare(PeerServer server, List<Delivery> deliveries) throws IOException;
  }

  /**
   * A program.
   *
   * @param warmUps how often it runs before it counts
   */
  WholeProgram(String name, Meter meter, Preparation preparation, int warmUps) {
    this.warmUps = warmUps;
    this.name = name;
    this.meter = meter;
    this.preparation = preparation;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int warmUps(int usual) {
    return warmUps;
  }

  @Override
  public Cost send(PeerServer server, List<Delivery> deliveries)
      throws IOException, InterruptedException {
    Invocation invocation = preparation.prepare(server, deliveries);
    Meter.Metered metered = meter.run(invocation.command(), invocation.input(), Environment.ADDED);
    if (metered.output().contains(Resident.FAILED)) {
      throw new IOException(metered.output().strip());
    }
    return metered.cost();
  }
}
