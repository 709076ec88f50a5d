package io.hostward.experiment.testbed;

import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one with the same id.
 *
 * @param pid its id
 * @param started when it was started, in milliseconds since 1970
 */
record Running(long pid, long started) {

  /** Returns a process that is alive. */
  static Running of(ProcessHandle process) {
    return new Running(
        process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /** Returns its handle if it is still alive. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && of(handle).equals(this));
  }

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  static Running parse(String text) {
    String[] parts = text.split("@", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a process is PID@START, was: " + text);
    }
    return new Running(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  @Override
  public String toString() {
    return pid + "@" + started;
  }
}
