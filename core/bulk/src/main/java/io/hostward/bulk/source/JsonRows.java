package io.hostward.bulk.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.net.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A manifest as JSON lines. */
final class JsonRows implements ManifestRows.Format {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Values of fields end up in names that differ from row to row.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final String manifest;
  private final StrictReader strict;
  private final BufferedReader text;
  private final RowReader rows;
  private long line;

  JsonRows(String manifest, StrictReader strict, BufferedReader text, RowReader rows) {
    this.manifest = manifest;
    this.strict = strict;
    this.text = text;
    this.rows = rows;
  }

  @Override
  public Optional<Delivery> next() throws IOException {
    while (true) {
      String row = text.readLine();
      if (row == null) {
        return Optional.empty();
      }
      line++;
      strict.rowOver(line + 1);
      if (!row.isBlank()) {
        return Optional.of(rows.read(line, cells(row)));
      }
    }
  }

  private Map<String, String> cells(String row) throws IOException {
    try (JsonParser parser = JSON.createParser(row)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused("a row is one JSON object");
      }
      Map<String, String> cells = new HashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        cells.put(field, value(field, parser));
      }
      if (parser.nextToken() != null) {
        throw refused("something follows the JSON object");
      }
      return cells;
    } catch (JsonProcessingException e) {
      throw new ManifestException(
          manifest, line, "it is no JSON: " + Printable.of(e.getOriginalMessage()), e);
    }
  }

  private String value(String field, JsonParser parser) throws IOException {
    if (!RowReader.COLUMNS.contains(field)) {
      throw refused(
          "the fields are source, target, size, sha256 and note, was: '"
              + Printable.of(field)
              + "'");
    }
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return "";
    } else if (token == JsonToken.VALUE_STRING
        || token == JsonToken.VALUE_NUMBER_INT && field.equals(RowReader.SIZE)) {
      return parser.getText();
    }
    throw refused(field + " is a " + (field.equals(RowReader.SIZE) ? "whole number" : "text"));
  }

  private ManifestException refused(String problem) {
    return new ManifestException(manifest, line, problem, null);
  }
}
