package io.hostward.experiment.compare;

import io.hostward.experiment.TestUploads;
import io.hostward.inventory.HostSnapshot;
import io.hostward.ranking.Selection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A datastore and the ways to it that are compared.
 *
 * @param datastore its name, which no other contest of the comparison has
 * @param uploads uploads test files there
 * @param contestants the ways
 * @param hosts the usable hosts, for the ways that were not taken
 * @param rankings of the policies, by the names that they were asked for by
 */
public record Contest(
    String datastore,
    TestUploads uploads,
    List<Contestant> contestants,
    List<HostSnapshot> hosts,
    Map<String, Selection> rankings) {
  /** Copies the lists, in their order. */
  public Contest {
    contestants = List.copyOf(contestants);
    hosts = List.copyOf(hosts);
    rankings = Collections.unmodifiableMap(new LinkedHashMap<>(rankings));
  }
}
