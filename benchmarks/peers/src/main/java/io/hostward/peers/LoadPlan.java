package io.hostward.peers;

import io.hostward.peers.rounds.Load;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A load that is not written yet.
 *
 * @param name begins its files' names
 * @param size of each file
 */
record LoadPlan(String title, String name, int count, long size, int warmUps, int rounds) {
  long bytes() {
    return count * size;
  }

  Load write(Path folder, long seed) throws IOException {
    return new Load(title, Load.write(folder, name, count, size, seed), warmUps, rounds);
  }
}
