package io.hostward.bulk.shard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as a file: JSON lines. The first says what it is, then come one line a part of a datastore
 * and one a host, in the order of their names, so that two files can be compared.
 */
final class ShardPlanFile {
  static final int VERSION = 1;

  private static final String KIND = "hostward-shards";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ShardPlanFile() {}

  static void write(ShardPlan plan, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(temporary, lines(plan));
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static List<String> lines(ShardPlan plan) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            Map.of("kind", KIND),
            numbers(
                "version",
                VERSION,
                "shards",
                plan.shards(),
                "perHost",
                plan.limits().perHost(),
                "perDatastore",
                plan.limits().perDatastore())));
    for (Map.Entry<String, List<ShardPlan.Owner>> entry : new TreeMap<>(plan.owners()).entrySet()) {
      for (ShardPlan.Owner owner : entry.getValue()) {
        lines.add(
            line(
                Map.of("datastore", entry.getKey()),
                numbers("shard", owner.shard(), "limit", owner.limit())));
      }
    }
    for (Map.Entry<String, Integer> entry : new TreeMap<>(plan.hosts()).entrySet()) {
      lines.add(line(Map.of("host", entry.getKey()), numbers("shard", entry.getValue())));
    }
    return lines;
  }

  private static Map<String, Integer> numbers(Object... namesAndValues) {
    Map<String, Integer> numbers = new java.util.LinkedHashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      numbers.put((String) namesAndValues[at], (Integer) namesAndValues[at + 1]);
    }
    return numbers;
  }

  private static String line(Map<String, String> texts, Map<String, Integer> numbers)
      throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (Map.Entry<String, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      for (Map.Entry<String, Integer> number : numbers.entrySet()) {
        json.writeNumberField(number.getKey(), number.getValue());
      }
      json.writeEndObject();
    }
    return line.toString();
  }

  static ShardPlan read(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return read(file.toString(), lines);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no plan file: it is not UTF-8", e);
    }
  }

  static ShardPlan read(String name, BufferedReader lines) throws IOException {
    return new Reading(name).all(lines);
  }

  /** One file while it is read. */
  private static final class Reading {
    private final String file;
    private int number;
    private final Map<String, List<ShardPlan.Owner>> owners = new HashMap<>();
    private final Map<String, Integer> hosts = new HashMap<>();

    Reading(String file) {
      this.file = file;
    }

    ShardPlan all(BufferedReader lines) throws IOException {
      String first = lines.readLine();
      number = 1;
      Map<String, Object> head = fields(first == null ? "" : first);
      if (!KIND.equals(head.get("kind"))) {
        throw refused("it does not begin with {\"kind\":\"" + KIND + "\"");
      }
      int version = number(head, "version", 0, Integer.MAX_VALUE);
      if (version != VERSION) {
        throw refused(
            "it is of version " + version + ", and this program reads version " + VERSION);
      }
      int shards = number(head, "shards", 1, Integer.MAX_VALUE);
      ShardLimits limits =
          new ShardLimits(
              number(head, "perHost", 1, Integer.MAX_VALUE),
              number(head, "perDatastore", 1, Integer.MAX_VALUE));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        add(fields(line), shards);
      }
      return new ShardPlan(shards, limits, owners, hosts);
    }

    private void add(Map<String, Object> fields, int shards) throws IOException {
      int shard = number(fields, "shard", 0, shards - 1);
      if (fields.get("datastore") instanceof String datastore) {
        owners
            .computeIfAbsent(datastore, name -> new ArrayList<>())
            .add(new ShardPlan.Owner(shard, number(fields, "limit", 1, Integer.MAX_VALUE)));
      } else if (!(fields.get("host") instanceof String host) || hosts.put(host, shard) != null) {
        throw refused("a line is of a datastore, or of a host that has no other");
      }
    }

    private int number(Map<String, Object> fields, String name, int least, int most)
        throws IOException {
      if (fields.get(name) instanceof Integer number && number >= least && number <= most) {
        return number;
      }
      throw refused(
          name + " is a number from " + least + " to " + most + ", was: " + fields.get(name));
    }

    private Map<String, Object> fields(String line) throws IOException {
      try (JsonParser parser = JSON.createParser(line)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw refused("a line is one JSON object");
        }
        Map<String, Object> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (value == JsonToken.VALUE_STRING) {
            fields.put(name, parser.getText());
          } else if (value == JsonToken.VALUE_NUMBER_INT) {
            fields.put(name, parser.getIntValue());
          } else {
            throw refused(name + " is neither a text nor a number");
          }
        }
        return fields;
      } catch (JsonProcessingException e) {
        throw refused("it is no JSON: " + e.getOriginalMessage());
      }
    }

    private IOException refused(String problem) {
      return new IOException(file + " is no plan file; line " + number + ": " + problem);
    }
  }
}
