package io.hostward.spark;

import java.io.IOException;

/** Spark has given a shard up: some of the job may have been delivered. */
final class ShardsFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  ShardsFailedException(String why, Throwable cause) {
    super(
        "a shard failed, and Spark gave it up: "
            + why
            + "; run the job again, which delivers what is missing",
        cause);
  }
}
