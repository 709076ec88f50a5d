package io.hostward.simulation;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.memory.HostMemory;
import io.hostward.net.Subnet;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** One uploading process: it chooses with the real policy and remembers with the real memory. */
final class SimProcess {
  private static final String DATASTORE = "datastore-1";

  private final SimUploader uploader;
  private final int number;
  private final Contender contender;
  private final FigureBoard board;
  private final Topology topology;
  private final long seed;
  private final HostMemory memory = new HostMemory();
  private final Set<SimTransfer> running = new LinkedHashSet<>();
  private final Runnable finished;
  private final List<Double> durations = new ArrayList<>();
  private int next;
  private int failures;

  SimProcess(
      Scenario scenario,
      int number,
      Contender contender,
      FigureBoard board,
      Topology topology,
      long seed,
      Runnable finished) {
    this.uploader = scenario.uploaders().get(number);
    this.number = number;
    this.contender = contender;
    this.board = board;
    this.topology = topology;
    this.seed = seed;
    this.finished = finished;
  }

  void start() {
    for (int i = 0; i < uploader.parallel(); i++) {
      next();
    }
  }

  /** Failed attempts. */
  int failures() {
    return failures;
  }

  /** The seconds that each file took. */
  List<Double> durations() {
    return durations;
  }

  FluidEngine engine() {
    return topology.engine();
  }

  Topology topology() {
    return topology;
  }

  int number() {
    return number;
  }

  Contender contender() {
    return contender;
  }

  HostMemory memory() {
    return memory;
  }

  Instant instant() {
    return FigureBoard.instant(engine().now());
  }

  /** Ranks the hosts for a file of this size, the next in line. */
  List<Integer> rank(double size) {
    double now = engine().now();
    if (contender.remembers()) {
      running.forEach(SimTransfer::report);
    }
    InventorySnapshot seen = board.seenAt(now);
    HostMemory.View view = memory.view(DATASTORE, instant());
    SelectionContext context =
        new SelectionContext(
            instant(),
            OptionalLong.of(Math.round(size)),
            contender.remembers() ? view.uses() : Map.of(),
            List.of(Subnet.parse("10." + uploader.site() + ".1.1/16")),
            view.previous(),
            view.turn() + (contender.remembers() ? 0 : 1_000_003L * number),
            seed);
    Selection selection = contender.policy().select(seen, context);
    List<HostId> ranked =
        selection.ranked().stream().map(RankedHost::host).map(host -> host.id()).toList();
    if (!ranked.isEmpty()) {
      // The transfer itself says to the memory when it begins, which here is later.
      memory.take(DATASTORE, ranked.get(0), Math.round(size), instant()).abandoned(instant());
    }
    return ranked.stream().map(FigureBoard::number).toList();
  }

  void failed() {
    failures++;
  }

  void done(SimTransfer transfer, double seconds) {
    running.remove(transfer);
    durations.add(seconds);
    next();
  }

  private void next() {
    if (next < uploader.files().size()) {
      SimTransfer transfer = new SimTransfer(this, uploader.files().get(next++));
      running.add(transfer);
      transfer.begin();
    } else if (running.isEmpty()) {
      finished.run();
    }
  }
}
