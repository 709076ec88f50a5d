package io.hostward.bulk.source;

import io.hostward.bulk.delivery.Delivery;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A list of deliveries, one a row: {@code source}, {@code target}, and if they are known {@code
 * size} in bytes and {@code sha256}. What stands in {@code note} is not looked at; nor is an empty
 * line.
 *
 * <p>As CSV, with a header that names the columns in any order; as JSON lines, one object a line.
 * What it is shows by its first character. UTF-8, with or without a byte order mark; any line ends.
 * A source is read from the folder that is given, unless its path begins at the top; a target is
 * written {@code [datastore] folder/file}, or {@code [datastore] folder/} for the source's own
 * name.
 */
public final class Manifest {
  private final String name;
  private final UnaryOperator<String> locations;
  private final Opening opening;

  /** Opens a manifest's bytes. */
  @FunctionalInterface
  public interface Opening {

    /** Opens them at the first; the reader closes them. */
    InputStream open() throws IOException;
  }

  private Manifest(String name, UnaryOperator<String> locations, Opening opening) {
    this.name = name;
    this.locations = locations;
    this.opening = opening;
  }

  /**
   * A manifest that is no local file, or whose sources are none.
   *
   * @param name how messages call it
   * @param opening opens it, each time that it is read
   * @param locations makes a location of what stands in a row, for the {@link Sources} that will
   *     open it; throws {@link IllegalArgumentException} if it cannot
   */
  public static Manifest of(String name, Opening opening, UnaryOperator<String> locations) {
    return new Manifest(name, locations, opening);
  }

  /**
   * A manifest in a file, whose sources are looked for from a folder.
   *
   * @param file the manifest; can be read several times
   * @param base where sources are looked for
   */
  public static Manifest of(Path file, Path base) {
    return new Manifest(
        file.toString(),
        written -> LocalSources.below(base, written),
        () -> {
          try {
            return Files.newInputStream(file);
          } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + LocalEntry.words(e), e);
          }
        });
  }

  /**
   * A manifest from a stream, for example standard input: can be read once, and the stream stays
   * open.
   *
   * @param in its bytes
   * @param name how messages call it
   * @param base where sources are looked for
   */
  public static Manifest of(InputStream in, String name, Path base) {
    return new Manifest(
        name,
        written -> LocalSources.below(base, written),
        () ->
            new FilterInputStream(in) {
              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return in.read(bytes, offset, length);
              }

              @Override
              public void close() {}
            });
  }

  /**
   * Reads the deliveries, lazily and in order. Close the stream. No file is looked at. A row that
   * is wrong, here or while the stream is read, ends it: a {@link ManifestException}, within an
   * {@link java.io.UncheckedIOException} once the stream was returned.
   *
   * @throws IOException if it cannot be read, is empty or has no usable header
   */
  public Stream<Delivery> open() throws IOException {
    InputStream in = opening.open();
    try {
      return ManifestRows.open(name, in, new RowReader(name, locations));
    } catch (IOException | RuntimeException e) {
      try (in) {
        throw e;
      }
    }
  }
}
