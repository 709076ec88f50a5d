package io.hostward.bulk.source;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.Printable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads one row of a manifest, whatever it is written in. */
record RowReader(String manifest, UnaryOperator<String> locations) {
  static final String SOURCE = "source";
  static final String TARGET = "target";
  static final String SIZE = "size";
  static final String SHA256 = "sha256";

  /** For people, and for the list of failures: why it failed. */
  static final String NOTE = "note";

  static final Set<String> COLUMNS = Set.of(SOURCE, TARGET, SIZE, SHA256, NOTE);

  // 19 digits and more may not fit.
  private static final Pattern BYTES = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads a row.
   *
   * @param cells what stands in each column; empty cells are as good as none
   */
  Delivery read(long line, Map<String, String> cells) throws ManifestException {
    String source = required(line, cells, SOURCE, locations);
    Optional<Long> size = optional(line, cells, SIZE, RowReader::bytes);
    Optional<ContentDigest> digest = optional(line, cells, SHA256, ContentDigest::new);
    String name = SourceFile.nameOf(source);
    if (name.isEmpty()) {
      throw new ManifestException(manifest, line, SOURCE + ": " + source + " is no file", null);
    }
    DatastorePath target =
        required(line, cells, TARGET, text -> DatastoreTarget.parse(text).file(name));
    return new Delivery(
        new SourceFile(
            source,
            name,
            size.map(OptionalLong::of).orElse(OptionalLong.empty()),
            Optional.empty(),
            digest),
        target);
  }

  private static long bytes(String text) {
    if (!BYTES.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a size is a number of bytes, was: '" + Printable.of(text) + "'");
    }
    return Long.parseLong(text);
  }

  private <T> T required(
      long line, Map<String, String> cells, String column, Function<String, T> reading)
      throws ManifestException {
    return optional(line, cells, column, reading)
        .orElseThrow(() -> new ManifestException(manifest, line, "there is no " + column, null));
  }

  private <T> Optional<T> optional(
      long line, Map<String, String> cells, String column, Function<String, T> reading)
      throws ManifestException {
    String cell = cells.getOrDefault(column, "");
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.apply(cell));
    } catch (IllegalArgumentException e) {
      throw new ManifestException(manifest, line, column + ": " + e.getMessage(), e);
    }
  }
}
