package io.hostward.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.DeliveryOutcome;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * The rows of one shard's deliveries, as JSON. They are kept in a file between the run that tells
 * them and Spark that takes them, so that they need no memory.
 */
final class ResultRows implements Closeable {
  /** The columns, for Spark SQL. */
  static final String SCHEMA =
      "shard int, source string, target string, outcome string, route string, attempts int,"
          + " bytes bigint, seconds double, domain string, problem string";

  private static final JsonFactory JSON = new JsonFactory();

  private final int shard;
  private final Path file;
  private final BufferedWriter writer;

  ResultRows(int shard, Path file) throws IOException {
    this.shard = shard;
    this.file = file;
    this.writer = Files.newBufferedWriter(file);
  }

  void add(DeliveryOutcome outcome) {
    try {
      writer.write(json(shard, outcome));
      writer.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String json(int shard, DeliveryOutcome outcome) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("shard", shard);
      json.writeStringField("source", outcome.source());
      json.writeStringField("target", outcome.target().toString());
      json.writeStringField("outcome", word(outcome.how()));
      json.writeStringField("route", outcome.route());
      json.writeNumberField("attempts", outcome.attempts());
      json.writeNumberField("bytes", outcome.bytes());
      json.writeNumberField("seconds", outcome.took().toMillis() / 1000.0);
      json.writeStringField("domain", outcome.domain().map(Enum::name).orElse(""));
      json.writeStringField("problem", outcome.problem());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String word(BulkEvent.End how) {
    return switch (how) {
      case ARRIVED -> "arrived";
      case WAS_THERE -> "there";
      case FAILED -> "failed";
      case AGAIN, LEFT, SENT -> "left";
    };
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Reads them back; the file is closed at its end, and goes with its folder. */
  Iterator<String> read() throws IOException {
    BufferedReader reader = Files.newBufferedReader(file);
    return reader.lines().onClose(() -> close(reader)).iterator();
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
