package io.hostward.simulation;

import io.hostward.memory.HostMemory;
import io.hostward.simulation.Contender.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file from choice to arrival, over as many routes as it takes. */
final class SimTransfer {
  private final SimProcess process;
  private final double size;
  private final List<Integer> hosts = new ArrayList<>();
  private double begun;
  private boolean relayed;
  private @Nullable FluidFlow flow;
  private HostMemory.@Nullable Visit mark;

  SimTransfer(SimProcess process, double size) {
    this.process = process;
    this.size = size;
  }

  void begin() {
    begun = process.engine().now();
    relayed = process.contender().mode() == Mode.RELAY;
    choose();
  }

  /** Tells the memory how far it is. */
  void report() {
    if (flow != null && mark != null) {
      mark.sent(Math.round(flow.sent), process.instant());
    }
  }

  private void choose() {
    if (process.engine().now() - begun > Scenario.NEVER) {
      throw new IllegalArgumentException(
          "with '"
              + process.contender().name()
              + "' a file never arrives: it ranks no host of the scenario that takes it");
    }
    hosts.clear();
    hosts.addAll(process.rank(size));
    tryNext();
  }

  private void tryNext() {
    if (hosts.isEmpty()) {
      if (process.contender().mode() == Mode.PIPELINE) {
        relayed = true;
      }
      // No host is left; a script would begin anew after a while.
      process.engine().at(process.engine().now() + Scenario.CONNECT, this::choose);
      return;
    }
    int host = hosts.remove(0);
    if (process.contender().remembers() && !relayed) {
      mark = process.memory().begin(FigureBoard.id(host), Math.round(size), process.instant());
    }
    process.engine().at(process.engine().now() + Scenario.SETUP, () -> connect(host));
  }

  private void connect(int host) {
    if (isDead(host)) {
      process
          .engine()
          .at(
              process.engine().now() + Scenario.CONNECT - Scenario.SETUP,
              () -> failed("no answer"));
      return;
    }
    int[] resources =
        relayed
            ? process.topology().relayed(process.number(), host)
            : process.topology().direct(process.number(), host);
    FluidFlow started = new FluidFlow(resources, size, this::arrived);
    flow = started;
    process.engine().start(started);
    if (mark != null) {
      mark.sent(1, process.instant());
    }
    watch(host, started);
  }

  /** A host that dies takes the transfer with it, noticed only after the stall timeout. */
  private void watch(int host, FluidFlow watched) {
    double dies = process.topology().diesAt(host);
    if (dies < Double.POSITIVE_INFINITY) {
      process
          .engine()
          .at(
              dies + Scenario.STALL,
              () -> {
                if (flow == watched) {
                  process.engine().remove(watched);
                  flow = null;
                  failed("stalled");
                }
              });
    }
  }

  private void failed(String problem) {
    process.failed();
    if (mark != null) {
      mark.failed(problem, process.instant());
      mark = null;
    }
    switch (process.contender().mode()) {
      case PIPELINE -> tryNext();
      case ANEW, RELAY -> choose();
      case THEN_RELAY -> {
        relayed = true;
        choose();
      }
    }
  }

  private void arrived() {
    flow = null;
    if (mark != null) {
      mark.succeeded(process.instant());
      mark = null;
    }
    process.done(this, process.engine().now() - begun);
  }

  private boolean isDead(int host) {
    return process.engine().now() >= process.topology().diesAt(host);
  }
}
