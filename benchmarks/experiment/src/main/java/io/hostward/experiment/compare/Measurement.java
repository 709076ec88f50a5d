package io.hostward.experiment.compare;

import io.hostward.experiment.Flow;
import io.hostward.experiment.UploadRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One run of one way.
 *
 * @param datastore where the files went
 * @param contestant the way
 * @param repetition counted from 1
 * @param order the run's place among all, counted from 1
 * @param bytes of all files
 * @param elapsed from the first file's beginning until the last stood under its name
 * @param cpu what this process's threads used meanwhile; empty where that is unknown
 * @param uploads what the events of each file say
 * @param flows where the bytes went; empty where that is unknown
 * @param problem why a file did not arrive; empty if all did
 */
public record Measurement(
    String datastore,
    Contestant contestant,
    int repetition,
    int order,
    long bytes,
    Duration elapsed,
    Optional<Duration> cpu,
    List<UploadRecord> uploads,
    List<Flow> flows,
    Optional<String> problem) {
  /** Copies the lists. */
  public Measurement {
    uploads = List.copyOf(uploads);
    flows = List.copyOf(flows);
  }

  /** Returns bytes per second. */
  public double rate() {
    return bytes / Math.max(1e-9, elapsed.toNanos() / 1e9);
  }
}
