package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Ranks by the time that the next file is predicted to take. Of the hosts that come within a margin
 * of the best two are drawn, and the better of these is put first: many clients that see the same
 * old figures would otherwise all run to the same host. The older the figures, the more often the
 * first draw stands even if the second is better; own measurements are trusted more. What this
 * process has under way counts in each prediction, so that a client with many files is led by that
 * and hardly by draws.
 */
final class LeastLoaded implements HostSelectionPolicy {
  static final String NAME = "least-loaded";
  static final double DEFAULT_TIES = 0.5;

  /** The period of vCenter's real-time samples: a figure that was replaced since counts half. */
  static final Duration DEFAULT_HALF_LIFE = Duration.ofSeconds(20);

  private final double ties;
  private final double halfLifeSeconds;
  private final OptionalLong seed;

  /**
   * A policy.
   *
   * @param ties how much longer than the best a host may take to count as equal, as a share
   * @param halfLife the age at which a figure counts half
   */
  LeastLoaded(double ties, Duration halfLife, OptionalLong seed) {
    this.ties = ties;
    this.halfLifeSeconds = halfLife.toNanos() / 1e9;
    this.seed = seed;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    List<HostSnapshot> hosts = candidates.usable();
    LoadModel model = new LoadModel(hosts, context, halfLifeSeconds);
    double[] seconds = new double[hosts.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = model.seconds(i);
    }
    int[] order = order(seconds);
    int equals = near(seconds, order);
    boolean drawn = equals > 1 && drawFirst(order, equals, model);
    double best = drawn || order.length == 0 ? bestOf(seconds) : seconds[order[0]];
    List<RankedHost> ranked = new ArrayList<>(order.length);
    for (int i = 0; i < order.length; i++) {
      int place = order[i];
      HostSnapshot host = hosts.get(place);
      ranked.add(
          i == 0 && drawn
              ? drawnHost(model, host, place, equals)
              : new RankedHost(host, best / seconds[place], () -> LoadReason.of(model, place)));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  private static RankedHost drawnHost(LoadModel model, HostSnapshot host, int place, int equals) {
    return new RankedHost(
        host,
        1,
        () -> "drawn among " + equals + " about equal hosts; " + LoadReason.of(model, place));
  }

  /**
   * Returns indices by ascending time; of equal ones the first comes first. Sorts primitives, for
   * speed, and rounds the times to what was compared.
   */
  private static int[] order(double[] seconds) {
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, seconds.length - 1));
    long mask = (1L << bits) - 1;
    long[] keys = new long[seconds.length];
    for (int i = 0; i < keys.length; i++) {
      // The bits of positive doubles sort like the doubles; the lowest ones make room for the
      // index.
      long rounded = Double.doubleToRawLongBits(seconds[i]) & ~mask;
      // Scores are told from the same rounded times, so that they agree with the order.
      seconds[i] = Double.longBitsToDouble(rounded);
      keys[i] = rounded | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (keys[i] & mask);
    }
    return order;
  }

  private int near(double[] seconds, int[] order) {
    int count = 0;
    while (count < order.length && seconds[order[count]] <= seconds[order[0]] * (1 + ties)) {
      count++;
    }
    return ties > 0 ? count : Math.min(1, count);
  }

  /**
   * Puts one of two draws first, the better if that is known; returns whether that is another than
   * the best.
   */
  private boolean drawFirst(int[] order, int equals, LoadModel model) {
    SplittableRandom draws = Draws.of(model.context(), seed);
    int one = draws.nextInt(equals);
    int other = draws.nextInt(equals - 1);
    int another = other >= one ? other + 1 : other;
    double trust = (model.trust(order[one]) + model.trust(order[another])) / 2;
    int better = draws.nextDouble() < trust ? Math.min(one, another) : one;
    int host = order[better];
    System.arraycopy(order, 0, order, 1, better);
    order[0] = host;
    return better > 0;
  }

  private static double bestOf(double[] seconds) {
    return Arrays.stream(seconds).min().orElse(1);
  }

  @Override
  public String toString() {
    return NAME;
  }
}
