package io.hostward.experiment.distribute;

import io.hostward.experiment.distribute.DistributeDocument.MomentPart;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run had come, from time to time. Its memory is bounded however long the run is: when
 * there are too many moments, every other one goes, and the next ones come half as often. Not
 * thread-safe.
 */
final class Moments {
  static final int MOST = 256;

  private final List<MomentPart> kept = new ArrayList<>();
  private double apart;

  /** Adds one, unless it is too close to the last. */
  void add(MomentPart moment) {
    if (!kept.isEmpty() && moment.seconds() < kept.get(kept.size() - 1).seconds() + apart) {
      return;
    }
    kept.add(moment);
    if (kept.size() == MOST) {
      for (int i = MOST - 1; i > 0; i -= 2) {
        kept.remove(i);
      }
      apart = 2 * kept.get(kept.size() - 1).seconds() / MOST;
    }
  }

  /** Adds the last one, however close it is. */
  void end(MomentPart moment) {
    int last = kept.size() - 1;
    if (last >= 0 && kept.get(last).seconds() >= moment.seconds()) {
      kept.remove(last);
    }
    kept.add(moment);
  }

  List<MomentPart> list() {
    return List.copyOf(kept);
  }
}
