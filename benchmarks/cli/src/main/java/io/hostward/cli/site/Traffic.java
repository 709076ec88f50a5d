package io.hostward.cli.site;

import io.hostward.netty.Bandwidth;

/**
 * How much a command moves.
 *
 * @param atOnce how many uploads may be under way at once
 * @param bandwidth how fast they may be together
 */
public record Traffic(int atOnce, Bandwidth bandwidth) {

  /** So many at once, as fast as they can be. */
  public static Traffic unlimited(int atOnce) {
    return new Traffic(atOnce, new Bandwidth());
  }
}
