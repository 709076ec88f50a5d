package io.hostward.experiment;

import java.util.ArrayList;
import java.util.List;

/** Counts the bytes into and out of every server, where that is known. */
@FunctionalInterface
public interface FlowMeter {

  /** Knows nothing: what a client can tell of a real vSphere. */
  FlowMeter NONE = List::of;

  /** Returns the counts now, always of the same servers in the same order. */
  List<Flow> read();

  /** Returns what passed since an earlier reading. */
  default List<Flow> since(List<Flow> earlier) {
    List<Flow> now = read();
    List<Flow> passed = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      passed.add(now.get(i).since(earlier.get(i)));
    }
    return passed;
  }
}
