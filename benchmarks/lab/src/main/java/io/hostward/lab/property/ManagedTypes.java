package io.hostward.lab.property;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The managed types that the lab knows, those included of which it never holds an object: a client
 * may name any of them in a view or a specification. Read from {@code managed-types.txt} beside
 * this class.
 */
public final class ManagedTypes {
  private static final Map<String, ManagedType> TYPES = load();

  private ManagedTypes() {}

  /** The named type, or null if the lab does not know it. */
  public static @Nullable ManagedType find(String name) {
    return TYPES.get(name);
  }

  /**
   * The named type.
   *
   * @throws IllegalArgumentException if the lab does not know it
   */
  public static ManagedType get(String name) {
    ManagedType type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("managed-types.txt has no type " + name);
    }
    return type;
  }

  private static Map<String, ManagedType> load() {
    Map<String, ManagedType> types = new HashMap<>();
    List<String> block = new ArrayList<>();
    for (String line : lines()) {
      if (!line.startsWith(" ") && !block.isEmpty()) {
        define(block, types);
        block.clear();
      }
      block.add(line.strip());
    }
    define(block, types);
    return Map.copyOf(types);
  }

  /** A block is {@code Name < Base} and below it lines of {@code property type}. */
  private static void define(List<String> block, Map<String, ManagedType> types) {
    String[] head = block.get(0).split(" < ", 2);
    List<PropertyType> properties = new ArrayList<>();
    for (String line : block.subList(1, block.size())) {
      String[] words = line.split(" +", 2);
      properties.add(PropertyType.parse(words[0], words[1]));
    }
    @Nullable ManagedType base = head.length == 1 ? null : types.get(head[1]);
    types.put(head[0], new ManagedType(head[0], base, properties));
  }

  private static List<String> lines() {
    InputStream stream = ManagedTypes.class.getResourceAsStream("managed-types.txt");
    if (stream == null) {
      throw new IllegalStateException("managed-types.txt is missing beside ManagedTypes");
    }
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
