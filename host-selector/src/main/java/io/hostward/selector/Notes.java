package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** What a selection tells of its policy: names in it that no host of the datastore has. */
final class Notes {
  private Notes() {}

  /** Returns the notes of both, each once. */
  static List<String> of(List<String> some, List<String> others) {
    if (others.isEmpty()) {
      return some;
    }
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  /** Returns a note for each of the words of {@link HostFilter#unmatched}. */
  static List<String> unmatched(List<String> words) {
    return words.stream().map(word -> "no host that mounts the datastore is " + word).toList();
  }

  /** Returns words for those names that no host has, be it usable or not. */
  static List<String> named(List<NamePattern> patterns, InventorySnapshot snapshot) {
    return missing(patterns, NamePattern::matchesHost, "named ", snapshot);
  }

  /** Returns words for those entries that match no host. */
  static <T> List<String> missing(
      List<T> entries,
      BiPredicate<T, HostSnapshot> matches,
      String words,
      InventorySnapshot snapshot) {
    List<String> missing = new ArrayList<>();
    for (T entry : entries) {
      if (snapshot.mounts().stream().noneMatch(mount -> matches.test(entry, mount.host()))) {
        missing.add(words + entry);
      }
    }
    return missing;
  }
}
