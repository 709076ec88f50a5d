package io.hostward.lab.state;

import io.hostward.lab.fault.Entrance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of one server. Thread-safe; counts only grow. */
public final class TrafficMeter {
  private final LongAdder httpsIn = new LongAdder();
  private final LongAdder httpsOut = new LongAdder();
  private final LongAdder nfcIn = new LongAdder();
  private final LongAdder nfcOut = new LongAdder();
  private final Map<String, LongAdder> written = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> read = new ConcurrentHashMap<>();

  /** The counter of bytes that come in by an entrance. */
  public LongAdder in(Entrance entrance) {
    return entrance == Entrance.HTTPS ? httpsIn : nfcIn;
  }

  /** The counter of bytes that go out by an entrance. */
  public LongAdder out(Entrance entrance) {
    return entrance == Entrance.HTTPS ? httpsOut : nfcOut;
  }

  /** The counter of bytes of files that this host wrote to a datastore. */
  public LongAdder written(String datastore) {
    return written.computeIfAbsent(datastore, d -> new LongAdder());
  }

  /** The counter of bytes of files that this host read from a datastore. */
  public LongAdder read(String datastore) {
    return read.computeIfAbsent(datastore, d -> new LongAdder());
  }

  /** The counts now. */
  public Traffic snapshot() {
    return new Traffic(httpsIn.sum(), httpsOut.sum(), nfcIn.sum(), nfcOut.sum());
  }
}
