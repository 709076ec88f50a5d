package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.memory.HostUse;
import io.hostward.memory.Throughput;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Ranks by what earlier uploads of this process got out of each host, shared with those still under
 * way. What was measured long ago fades towards the best rate known, so that a host is tried again;
 * one that was never tried counts as good as the best; and now and then a host is drawn by lot.
 */
final class Fastest implements HostSelectionPolicy {
  static final String NAME = "fastest";
  static final double DEFAULT_EXPLORE = 0.05;
  static final Duration DEFAULT_HALF_LIFE = Duration.ofMinutes(5);

  private final double explore;
  private final double halfLifeSeconds;
  private final OptionalLong seed;

  Fastest(double explore, Duration halfLife, OptionalLong seed) {
    this.explore = explore;
    this.halfLifeSeconds = halfLife.toNanos() / 1e9;
    this.seed = seed;
  }

  /** A host with the bytes per second that one more upload may expect there. */
  private record Guess(HostSnapshot host, double rate, boolean measured) {}

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    double best =
        candidates.usable().stream().mapToDouble(host -> known(host, context)).max().orElse(1);
    double optimistic = best > 0 ? best : 1;
    List<Guess> guesses =
        candidates.usable().stream()
            .map(host -> guess(host, context, optimistic))
            .sorted(Comparator.comparingDouble((Guess guess) -> -guess.rate()))
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    SplittableRandom draws = Draws.of(context, seed);
    boolean drawn = guesses.size() > 1 && draws.nextDouble() < explore;
    if (drawn) {
      guesses.add(0, guesses.remove(draws.nextInt(guesses.size())));
    }
    double top = guesses.stream().mapToDouble(Guess::rate).max().orElse(1);
    List<RankedHost> ranked = new ArrayList<>(guesses.size());
    for (Guess guess : guesses) {
      boolean lot = drawn && ranked.isEmpty();
      ranked.add(
          new RankedHost(
              guess.host(),
              lot ? 1 : guess.rate() / top,
              () -> (lot ? "drawn by lot to be tried; " : "") + reason(guess, context)));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  private static double known(HostSnapshot host, SelectionContext context) {
    return context.use(host.id()).throughput().map(Rates::total).orElse(0.0);
  }

  private Guess guess(HostSnapshot host, SelectionContext context, double optimistic) {
    HostUse use = context.use(host.id());
    Optional<Throughput> measured = use.throughput().filter(Rates::isPlausible);
    double total = optimistic;
    if (measured.isPresent()) {
      double weight = Ages.weight(measured.get().measuredAt(), context.now(), halfLifeSeconds);
      total = weight * Rates.total(measured.get()) + (1 - weight) * optimistic;
    }
    double share = total / (Math.max(0, use.uploads()) + 1.0);
    return new Guess(host, share * Penalty.factor(use, context.now()), measured.isPresent());
  }

  private static String reason(Guess guess, SelectionContext context) {
    HostUse use = context.use(guess.host().id());
    String rate = String.format(Locale.ROOT, "%.1f MB/s", guess.rate() / 1e6);
    String source =
        guess.measured()
            ? "expected " + rate + " by earlier uploads"
            : "never measured, so it counts as good as the best";
    return source
        + (use.uploads() > 0 ? ", shared with " + use.uploads() + " under way" : "")
        + Penalty.words(use, context.now());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
