package io.hostward.bulk.mirror;

import io.hostward.bulk.source.PathRules;
import java.util.Set;

/**
 * What else a mirror deletes, or leaves. Immutable.
 *
 * @param rules which files of the source folders the run delivers. What they exclude is left alone
 *     below the targets too, whether or not its source is there
 * @param excluded whether what the rules exclude is deleted instead
 * @param emptied folders, the source folders or some below them, that hold no file and are mounted
 *     all the same, or need not be: what came from there is deleted. By their locations
 * @param unknown whether files go, too, that no run has put there. Never those of virtual machines
 *     or of vSphere itself, hidden ones, and those that were changed within the last hour. It takes
 *     targets that keep the paths below the source folders: a file goes if no source folder has one
 *     of its path below the place
 * @param spared names of files that stay though no run has put them there
 */
public record MirrorChoices(
    PathRules rules, boolean excluded, Set<String> emptied, boolean unknown, Set<String> spared) {
  /** Nothing is excluded, and a folder that is empty is taken for one that is not mounted. */
  public static final MirrorChoices DEFAULT =
      new MirrorChoices(PathRules.all(), false, Set.of(), false, Set.of());

  public MirrorChoices {
    emptied = Set.copyOf(emptied);
    spared = Set.copyOf(spared);
  }

  /** The same, of a run with these rules. */
  public MirrorChoices ruledBy(PathRules newRules) {
    return new MirrorChoices(newRules, excluded, emptied, unknown, spared);
  }

  /** The same, which deletes what is excluded. */
  public MirrorChoices andExcluded() {
    return new MirrorChoices(rules, true, emptied, unknown, spared);
  }

  /** The same, with these folders emptied on purpose. */
  public MirrorChoices emptied(Set<String> folders) {
    return new MirrorChoices(rules, excluded, folders, unknown, spared);
  }

  /** The same, which deletes what no run has put there, but for files of these names. */
  public MirrorChoices andUnknown(Set<String> names) {
    return new MirrorChoices(rules, excluded, emptied, true, names);
  }
}
