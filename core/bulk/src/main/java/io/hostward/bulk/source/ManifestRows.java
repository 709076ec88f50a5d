package io.hostward.bulk.source;

import io.hostward.bulk.delivery.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a manifest, one after the other. */
final class ManifestRows extends Spliterators.AbstractSpliterator<Delivery> {

  /** One way to write rows. */
  @FunctionalInterface
  interface Format {
    /** Returns the next row, or nothing after the last. */
    Optional<Delivery> next() throws IOException;
  }

  private final Format format;

  private ManifestRows(Format format) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.format = format;
  }

  static Stream<Delivery> open(String manifest, InputStream in, RowReader rows) throws IOException {
    StrictReader strict = new StrictReader(manifest, in);
    BufferedReader text = new BufferedReader(strict);
    Format format =
        firstCharacter(text) == '{'
            ? new JsonRows(manifest, strict, text, rows)
            : CsvRows.open(manifest, strict, text, rows);
    return StreamSupport.stream(new ManifestRows(format), false).onClose(() -> close(text));
  }

  // Skips nothing: line numbers count from the top.
  private static int firstCharacter(BufferedReader text) throws IOException {
    text.mark(1024);
    int character = text.read();
    for (int count = 1; count < 1024 && Character.isWhitespace(character); count++) {
      character = text.read();
    }
    text.reset();
    return character;
  }

  private static void close(BufferedReader text) {
    try {
      text.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super Delivery> action) {
    Optional<Delivery> next;
    try {
      next = format.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next.ifPresent(action);
    return next.isPresent();
  }
}
