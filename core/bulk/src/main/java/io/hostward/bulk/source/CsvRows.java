package io.hostward.bulk.source;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.net.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A manifest as CSV: comma, quotation marks where needed, a header. */
final class CsvRows implements ManifestRows.Format {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private final String manifest;
  private final StrictReader strict;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final RowReader rows;
  private List<String> columns = List.of();

  private CsvRows(String manifest, StrictReader strict, CSVParser parser, RowReader rows) {
    this.manifest = manifest;
    this.strict = strict;
    this.parser = parser;
    this.records = parser.iterator();
    this.rows = rows;
  }

  static CsvRows open(String manifest, StrictReader strict, BufferedReader text, RowReader rows)
      throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
    CsvRows csv = new CsvRows(manifest, strict, parser, rows);
    csv.readHeader();
    return csv;
  }

  private void readHeader() throws IOException {
    CSVRecord header =
        record()
            .orElseThrow(() -> new ManifestException(manifest, 1, "there is nothing in it", null));
    columns = header.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!RowReader.COLUMNS.contains(column) || !seen.add(column)) {
        throw badHeader(header);
      }
    }
    if (!seen.contains(RowReader.SOURCE) || !seen.contains(RowReader.TARGET)) {
      throw badHeader(header);
    }
  }

  private ManifestException badHeader(CSVRecord header) {
    return new ManifestException(
        manifest,
        1,
        "the header names each of the columns source, target, size, sha256 and note once at most,"
            + " separated by commas, and the first two at least; was: '"
            + Printable.of(String.join(",", header.toList()))
            + "'",
        null);
  }

  @Override
  public Optional<Delivery> next() throws IOException {
    Optional<CSVRecord> record = record();
    return record.isEmpty() ? Optional.empty() : Optional.of(row(record.get()));
  }

  private Optional<CSVRecord> record() throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    boolean more = parsed(line, records::hasNext);
    Optional<CSVRecord> record = more ? Optional.of(parsed(line, records::next)) : Optional.empty();
    strict.rowOver(parser.getCurrentLineNumber() + 1);
    return record;
  }

  // The parser's iterator wraps what it meets, our own refusals too.
  private <T> T parsed(long line, Supplier<T> step) throws IOException {
    try {
      return step.get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException wrong) {
        throw new ManifestException(manifest, line, words(wrong), wrong);
      }
      throw e.getCause();
    } catch (IllegalStateException e) {
      throw new ManifestException(manifest, line, words(e), e);
    }
  }

  /** What the parser finds wrong is one of a few things, all about quotation marks. */
  private static String words(Exception wrong) {
    String said = String.valueOf(wrong.getMessage());
    if (said.contains("EOF reached before")) {
      return "a quotation mark opens a cell that nothing closes; one within a cell is written twice";
    } else if (said.contains("between encapsulated token and delimiter")) {
      return "behind the quotation mark that closes a cell there is more than a comma; one within a"
          + " cell is written twice";
    }
    return said;
  }

  private Delivery row(CSVRecord record) throws ManifestException {
    // The parser has read to the row's end; empty lines before it do not count as its own.
    long line = parser.getCurrentLineNumber() - lineBreaks(record);
    if (record.size() != columns.size()) {
      throw new ManifestException(
          manifest,
          line,
          "the row has " + record.size() + " cells, the header " + columns.size(),
          null);
    }
    Map<String, String> cells = new HashMap<>();
    for (int at = 0; at < columns.size(); at++) {
      cells.put(columns.get(at), record.get(at));
    }
    return rows.read(line, cells);
  }

  private static long lineBreaks(CSVRecord record) {
    return record.stream().mapToLong(cell -> LINE_BREAK.matcher(cell).results().count()).sum();
  }
}
