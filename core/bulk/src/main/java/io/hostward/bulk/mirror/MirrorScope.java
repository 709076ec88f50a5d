package io.hostward.bulk.mirror;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where files are deleted: those that came from below one of the sources, and stand below one of
 * the places. What a ledger knows of other sources or other places is left alone. Immutable.
 *
 * @param sources the locations of folders, without a separator at their end; those within another
 *     are left out
 * @param places the folders of datastores; those within another are left out
 */
public record MirrorScope(List<String> sources, List<Place> places) {
  public MirrorScope {
    sources = outer(sources);
    places = outerPlaces(places);
  }

  /** Returns the source folder that a file came from; empty if it is none of these. */
  Optional<String> sourceOf(String location) {
    return sources.stream().filter(source -> location.startsWith(below(source))).findFirst();
  }

  /** Returns how the locations begin that are below a folder. */
  public static String below(String folder) {
    return folder.endsWith("/") || folder.endsWith(File.separator)
        ? folder
        : folder + (folder.indexOf('/') >= 0 ? "/" : File.separator);
  }

  private static List<String> outer(Collection<String> all) {
    List<String> outer = new ArrayList<>();
    for (String one : all) {
      if (outer.stream().noneMatch(other -> other.equals(one) || one.startsWith(below(other)))) {
        outer.removeIf(other -> other.startsWith(below(one)));
        outer.add(one);
      }
    }
    return List.copyOf(outer);
  }

  private static List<Place> outerPlaces(Collection<Place> all) {
    List<Place> outer = new ArrayList<>();
    for (Place one : all) {
      if (outer.stream().noneMatch(other -> other.holds(one))) {
        outer.removeIf(one::holds);
        outer.add(one);
      }
    }
    return List.copyOf(outer);
  }
}
