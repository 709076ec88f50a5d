package io.hostward.lab.perf;

import io.hostward.lab.model.Load;
import java.time.Instant;
import java.util.Map;

/**
 * One host over one interval of 20 s.
 *
 * @param time the interval's end
 * @param connected whether vCenter could ask the host; figures of one that it could not are -1
 * @param load background load
 * @param receivedBytes bytes that came in on 443 and 902
 * @param sentBytes bytes that went out by both
 * @param datastores how many it mounts
 * @param written bytes of files written, by the datastore's id in the model, where there were some
 * @param read bytes of files read, likewise
 */
record Sample(
    Instant time,
    boolean connected,
    Load load,
    long receivedBytes,
    long sentBytes,
    int datastores,
    Map<String, Long> written,
    Map<String, Long> read) {

  long writtenBytes() {
    return written.values().stream().mapToLong(Long::longValue).sum();
  }

  long readBytes() {
    return read.values().stream().mapToLong(Long::longValue).sum();
  }
}
