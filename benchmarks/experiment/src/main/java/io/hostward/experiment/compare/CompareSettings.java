package io.hostward.experiment.compare;

import java.util.List;

/**
 * How a comparison is done.
 *
 * @param sizes of the files of one run, in bytes; one file or a batch
 * @param concurrency how many of a batch are uploaded at once
 * @param runs how often each way is taken
 * @param warmUp bytes of a file by each way that is not counted; 0 for none
 * @param seed of the order
 */
public record CompareSettings(List<Long> sizes, int concurrency, int runs, long warmUp, long seed) {
  /** Checks and copies. */
  public CompareSettings {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || concurrency < 1 || runs < 1) {
      throw new IllegalArgumentException(
          "files, concurrency and runs are 1 or more, were: "
              + sizes.size()
              + ", "
              + concurrency
              + ", "
              + runs);
    }
  }

  /** Returns the bytes of one run. */
  public long bytes() {
    return sizes.stream().mapToLong(Long::longValue).sum();
  }
}
