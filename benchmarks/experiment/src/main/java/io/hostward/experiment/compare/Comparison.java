package io.hostward.experiment.compare;

import io.hostward.experiment.Flow;
import io.hostward.experiment.FlowMeter;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.UploadRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes each way to each datastore as often as the others, each repetition in a new random order of
 * all of them, so that what drifts meanwhile favours none. Every run's files are removed before the
 * next begins.
 */
public final class Comparison {
  private final FlowMeter meter;
  private final boolean ownCpu;
  private final LongSupplier nanoTime;

  /**
   * A comparison.
   *
   * @param meter counts where the bytes went, where that is known
   * @param ownCpu whether this process's CPU time is the client's alone
   */
  public Comparison(FlowMeter meter, boolean ownCpu, LongSupplier nanoTime) {
    this.meter = meter;
    this.ownCpu = ownCpu;
    this.nanoTime = nanoTime;
  }

  /** One way to one datastore. */
  private record Turn(Contest contest, Contestant way) {
    String words(boolean several) {
      return way.name() + (several ? ", [" + contest.datastore() + "]" : "");
    }
  }

  /**
   * Compares.
   *
   * @param progress hears what is done next, a line each
   * @throws IOException if a file cannot be removed
   * @throws InterruptedException if it was interrupted; no file is left behind
   */
  public List<Measurement> run(
      List<Contest> contests, CompareSettings settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    boolean several = contests.size() > 1;
    List<Turn> turns = new ArrayList<>();
    contests.forEach(one -> one.contestants().forEach(way -> turns.add(new Turn(one, way))));
    if (settings.warmUp() > 0) {
      for (Turn turn : turns) {
        progress.accept("warm-up: " + turn.words(several));
        new Batch(turn.contest().uploads()).run(turn.way(), List.of(settings.warmUp()), 1);
      }
    }
    Random random = new Random(settings.seed());
    List<Measurement> measured = new ArrayList<>();
    for (int repetition = 1; repetition <= settings.runs(); repetition++) {
      Collections.shuffle(turns, random);
      for (Turn turn : turns) {
        progress.accept(
            "run " + repetition + " of " + settings.runs() + ": " + turn.words(several));
        measured.add(measure(turn, settings, repetition, measured.size() + 1));
      }
    }
    return measured;
  }

  private Measurement measure(Turn turn, CompareSettings settings, int repetition, int order)
      throws IOException, InterruptedException {
    Batch batch = new Batch(turn.contest().uploads());
    List<Flow> before = meter.read();
    Optional<Duration> cpuBefore = cpu();
    long start = nanoTime.getAsLong();
    List<TestUploads.Run> runs = batch.run(turn.way(), settings.sizes(), settings.concurrency());
    Duration whole = Duration.ofNanos(nanoTime.getAsLong() - start);
    Optional<Duration> cpu = cpu().flatMap(now -> cpuBefore.map(now::minus));
    List<UploadRecord> records = runs.stream().map(TestUploads.Run::events).toList();
    return new Measurement(
        turn.contest().datastore(),
        turn.way(),
        repetition,
        order,
        settings.bytes(),
        // One file's time is its events'; a batch's ends with its last file's removal.
        records.size() == 1 ? records.get(0).elapsed().orElse(whole) : span(records, whole),
        cpu,
        records,
        meter.since(before),
        runs.stream().flatMap(run -> run.problem().stream()).findFirst());
  }

  /** From the first file's beginning to the last one's end, by their events. */
  private static Duration span(List<UploadRecord> records, Duration otherwise) {
    var begins =
        records.stream().flatMap(r -> r.begun().stream()).min(java.time.Instant::compareTo);
    var ends = records.stream().flatMap(r -> r.ended().stream()).max(java.time.Instant::compareTo);
    return begins.flatMap(from -> ends.map(to -> Duration.between(from, to))).orElse(otherwise);
  }

  private Optional<Duration> cpu() {
    return ownCpu ? ProcessHandle.current().info().totalCpuDuration() : Optional.empty();
  }
}
