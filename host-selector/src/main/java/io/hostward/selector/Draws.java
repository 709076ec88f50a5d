package io.hostward.selector;

import io.hostward.ranking.SelectionContext;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Randomness that is a function of the context. */
final class Draws {
  /** Odd and irregular, so that neighbouring turns land far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /**
   * Returns the generator of one selection.
   *
   * @param ownSeed the policy's seed, where it was given one
   */
  static SplittableRandom of(SelectionContext context, OptionalLong ownSeed) {
    return new SplittableRandom(ownSeed.orElse(context.seed()) ^ (context.turn() + 1) * SPREAD);
  }
}
