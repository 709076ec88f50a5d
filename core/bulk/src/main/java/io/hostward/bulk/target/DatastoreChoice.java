package io.hostward.bulk.target;

import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which datastores. Each part of a choice has to find at least one, so that a name with a typing
 * error is not one datastore fewer. Immutable.
 */
public final class DatastoreChoice {
  private final List<Part> parts;

  /**
   * A part of a choice.
   *
   * @param single the name, if it is no pattern
   */
  private record Part(String words, Optional<String> single, Predicate<DatastoreInfo> test) {
    List<DatastoreInfo> among(List<DatastoreInfo> all) {
      List<Predicate<DatastoreInfo>> ways =
          List.of(
              datastore -> single.filter(datastore.name()::equals).isPresent(),
              datastore -> single.filter(datastore.otherNames()::contains).isPresent());
      for (Predicate<DatastoreInfo> way : ways) {
        List<DatastoreInfo> exact = all.stream().filter(way).toList();
        if (!exact.isEmpty()) {
          return exact;
        }
      }
      return all.stream().filter(test).toList();
    }
  }

  private DatastoreChoice(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Datastores by name, with or without brackets, in which {@code *} stands for any characters; or
   * by another name that they have, an inventory path or an id, in which it stands for itself. Case
   * matters. One that goes by its inventory path, since several have its name, is meant by a
   * pattern that fits that name as well.
   *
   * @throws IllegalArgumentException if one can be no name; the message names the rule
   */
  public static DatastoreChoice named(Collection<String> names) {
    return new DatastoreChoice(names.stream().map(DatastoreChoice::part).toList());
  }

  /** All members of a datastore cluster. */
  public static DatastoreChoice ofCluster(String cluster) {
    return new DatastoreChoice(
        List.of(
            new Part(
                "a member of the datastore cluster '" + Printable.of(cluster) + "'",
                Optional.empty(),
                datastore -> datastore.cluster().filter(cluster::equals).isPresent())));
  }

  /**
   * Datastores whose names stand in a file, one a line; {@code #} begins a line that is none.
   *
   * @throws IOException if the file cannot be read, is no UTF-8 or names none
   */
  public static DatastoreChoice fromFile(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException("the names of datastores in " + file + " are not UTF-8", e);
    }
    List<String> names =
        lines.stream()
            .map(line -> line.startsWith("\ufeff") ? line.substring(1) : line)
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (names.isEmpty()) {
      throw new IOException("there is no name of a datastore in " + file);
    }
    return named(names);
  }

  /** The same, and those of another choice. */
  public DatastoreChoice and(DatastoreChoice other) {
    List<Part> both = new ArrayList<>(parts);
    both.addAll(other.parts);
    return new DatastoreChoice(both);
  }

  private static Part part(String name) {
    String bare = DatastoreTarget.datastoreName(name);
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(bare.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            Pattern.DOTALL);
    return new Part(
        "a datastore '" + Printable.of(name) + "'",
        bare.indexOf('*') < 0 ? Optional.of(bare) : Optional.empty(),
        datastore ->
            pattern.matcher(datastore.name()).matches()
                || pattern.matcher(datastore.ownName()).matches());
  }

  /**
   * Returns those that are chosen, each once, in the list's order for each part.
   *
   * @throws IOException if they cannot be listed, or a part of the choice finds none, or a name is
   *     that of several
   */
  public List<DatastoreInfo> among(Datastores datastores) throws IOException {
    List<DatastoreInfo> all = datastores.list();
    Map<String, DatastoreInfo> chosen = new LinkedHashMap<>();
    for (Part part : parts) {
      List<DatastoreInfo> found = part.among(all);
      if (found.isEmpty()) {
        throw new IOException(
            "there is no such thing as "
                + part.words()
                + " among the "
                + all.size()
                + " datastores that this user sees");
      } else if (part.single().isPresent() && found.size() > 1) {
        throw new IOException(
            part.words()
                + " is one of several: name one of "
                + found.stream().map(DatastoreInfo::toString).collect(Collectors.joining(", ")));
      }
      found.forEach(datastore -> chosen.putIfAbsent(datastore.name(), datastore));
    }
    return List.copyOf(chosen.values());
  }
}
