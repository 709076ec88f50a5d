package io.hostward.bulk;

import io.hostward.bulk.delivery.Gap;
import io.hostward.bulk.delivery.PassedOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what is passed over, and remembers the first of it, and the folders that it is missing
 * from. Not thread-safe.
 */
final class Findings {
  private static final int REMEMBERED = 100;

  private final int mostGaps;
  private final List<PassedOver> first = new ArrayList<>();
  private final Map<Gap, String> gaps = new HashMap<>();
  private long unreadable;

  Findings() {
    this(1_000);
  }

  Findings(int mostGaps) {
    this.mostGaps = mostGaps;
  }

  void add(PassedOver found) {
    if (first.size() < REMEMBERED) {
      first.add(found.from(List.of()));
    }
    if (found.reason().isFailure()) {
      unreadable++;
      found.gaps().forEach(gap -> add(gap, found.toString()));
    }
  }

  private void add(Gap gap, String why) {
    if (gaps.containsKey(everywhere(gap.datastore()))) {
      return;
    }
    gaps.putIfAbsent(gap, why);
    if (gaps.size() > mostGaps) {
      // Of so many, all folders of the datastores are as good as one each.
      Map<String, String> reasons = new TreeMap<>();
      gaps.forEach((each, reason) -> reasons.putIfAbsent(each.datastore(), reason));
      gaps.clear();
      reasons.forEach((datastore, reason) -> gaps.put(everywhere(datastore), reason));
    }
  }

  private static Gap everywhere(String datastore) {
    return new Gap(datastore, "", true);
  }

  List<PassedOver> first() {
    return first;
  }

  long unreadable() {
    return unreadable;
  }

  /** Returns the folders that something is missing from, each with what is missing. */
  Map<Gap, String> gaps() {
    return Map.copyOf(gaps);
  }
}
