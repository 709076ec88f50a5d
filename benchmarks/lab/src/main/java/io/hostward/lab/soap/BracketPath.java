package io.hostward.lab.soap;

import io.hostward.lab.state.DatastoreState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code [datastore] path} against the datastores that may be meant, since a datastore's name
 * may itself hold brackets. The longest name wins, and of two readings of one text the name as the
 * inventory holds it: whether a real server also takes the unescaped name is not known, so that the
 * lab takes either.
 *
 * @param datastore the one that is named
 * @param path what follows the bracket, without the blanks around it
 */
record BracketPath(DatastoreState datastore, String path) {

  /** Whether a text has the form at all, whichever datastore it names. */
  static boolean hasForm(String text) {
    return text.startsWith("[") && text.indexOf(']') > 1;
  }

  /** The reading of a text; empty if it names none of the datastores. */
  static Optional<BracketPath> read(String text, List<DatastoreState> datastores) {
    return Stream.concat(
            datastores.stream().flatMap(d -> read(text, d, d.inventoryName())),
            datastores.stream().flatMap(d -> read(text, d, d.name())))
        .min(Comparator.comparingInt(reading -> reading.path().length()));
  }

  private static Stream<BracketPath> read(String text, DatastoreState datastore, String name) {
    String head = "[" + name + "]";
    return text.startsWith(head)
        ? Stream.of(new BracketPath(datastore, text.substring(head.length()).strip()))
        : Stream.empty();
  }
}
