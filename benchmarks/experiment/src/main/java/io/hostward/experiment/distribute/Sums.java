package io.hostward.experiment.distribute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What adds up while a run goes on. Not thread-safe. */
final class Sums {
  private Sums() {}

  /** Of a datastore. */
  static final class OfDatastore {
    long sent;
    long sentBytes;
    long copied;
    long copiedBytes;
    long copiedFromBytes;
    long retries;
    private int underWay;
    private Instant since = Instant.EPOCH;
    private Duration busy = Duration.ZERO;

    void begun(Instant at) {
      if (underWay++ == 0) {
        since = at;
      }
    }

    void ended(Instant at) {
      if (--underWay == 0) {
        busy = busy.plus(Duration.between(since, at));
      }
    }

    Duration busy() {
      return busy;
    }
  }

  /** Of a host, or of the relay. */
  static final class OfHost {
    long sent;
    long sentBytes;
    long failures;
    private Duration time = Duration.ZERO;

    void arrived(long bytes, Duration took) {
      sent++;
      sentBytes += bytes;
      time = time.plus(took);
    }

    Duration time() {
      return time;
    }
  }

  /** Of a domain of failures. */
  static final class OfDomain {
    long retries;
    long failed;
    long left;
    Optional<String> example = Optional.empty();
  }
}
