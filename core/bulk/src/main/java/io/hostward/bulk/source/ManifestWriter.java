package io.hostward.bulk.source;

import io.hostward.inventory.DatastorePath;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a manifest as CSV, row by row. It stands under its name once it is whole: {@link #finish}.
 */
public final class ManifestWriter implements Closeable {
  private final Path file;
  private final Path temporary;
  private final CSVPrinter rows;

  private ManifestWriter(Path file, Path temporary, CSVPrinter rows) {
    this.file = file;
    this.temporary = temporary;
    this.rows = rows;
  }

  /**
   * Begins a manifest.
   *
   * @throws IOException if it cannot be written there
   */
  public static ManifestWriter of(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    BufferedWriter text = Files.newBufferedWriter(temporary);
    CSVPrinter rows = new CSVPrinter(text, CSVFormat.RFC4180);
    ManifestWriter writer = new ManifestWriter(file, temporary, rows);
    rows.printRecord(RowReader.SOURCE, RowReader.TARGET, RowReader.NOTE);
    return writer;
  }

  /**
   * Adds a row.
   *
   * @param source its location, as it is understood wherever the manifest is read
   * @param note for people; any text
   */
  public void row(String source, DatastorePath target, String note) throws IOException {
    rows.printRecord(source, target, note);
  }

  /** Puts it under its name, in place of what stood there. */
  public void finish() throws IOException {
    rows.close(true);
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what is not finished. */
  @Override
  public void close() throws IOException {
    rows.close();
    Files.deleteIfExists(temporary);
  }
}
