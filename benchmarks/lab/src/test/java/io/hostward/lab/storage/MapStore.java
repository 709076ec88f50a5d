package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of a datastore written down as simply as can be: the reference for the real stores. */
final class MapStore {
  private static final byte[] DIRECTORY = {};

  private final long capacity;
  private final TreeMap<String, byte[]> all = new TreeMap<>(Map.of("", DIRECTORY));
  private final Set<String> locked = new HashSet<>();

  MapStore(long capacity) {
    this.capacity = capacity;
  }

  private static final class No extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    No(Kind kind) {
      this.kind = kind;
    }
  }

  long free() {
    return capacity - all.values().stream().mapToLong(b -> b.length).sum();
  }

  TreeMap<String, String> contents() {
    TreeMap<String, String> hashes = new TreeMap<>();
    all.forEach((path, bytes) -> hashes.put(path, isDirectory(path) ? "/" : hash(bytes)));
    hashes.remove("");
    return hashes;
  }

  private static String hash(byte[] bytes) {
    Hash hash = new Hash();
    hash.update(ByteBuffer.wrap(bytes));
    return hash.hex();
  }

  @Nullable Kind apply(StoreTest.Step step) {
    try {
      String first = normal(step.first());
      switch (step.operation()) {
        case "write" -> write(first, StoreTest.bytes(step.second()));
        case "mkdir" -> makeDirectory(first, step.flag());
        case "move", "copy" ->
            transfer(first, normal(step.second()), step.flag(), step.operation().equals("move"));
        case "delete" -> delete(first);
        case "list" -> requireDirectory(first);
        case "lock" -> locked.add(first);
        default -> locked.remove(first);
      }
      return null;
    } catch (No no) {
      return no.kind;
    }
  }

  private static String normal(String path) {
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    parts.removeIf(String::isEmpty);
    if (parts.contains("..")) {
      throw new No(Kind.INVALID);
    }
    return String.join("/", parts);
  }

  private boolean isDirectory(String path) {
    return all.get(path) == DIRECTORY;
  }

  private List<String> tree(String path) {
    return all.keySet().stream()
        .filter(p -> p.equals(path) || path.isEmpty() || p.startsWith(path + "/"))
        .toList();
  }

  private void requireFree(String path) {
    boolean held =
        locked.stream().anyMatch(p -> p.equals(path) || path.isEmpty() || p.startsWith(path + "/"));
    if (held) {
      throw new No(Kind.LOCKED);
    }
  }

  private void requireDirectory(String path) {
    if (!all.containsKey(path)) {
      throw new No(Kind.NOT_FOUND);
    }
    if (!isDirectory(path)) {
      throw new No(Kind.INVALID);
    }
  }

  private void makeParents(String path) {
    String parent = StorePath.parent(path);
    if (!all.containsKey(parent)) {
      makeParents(parent);
      all.put(parent, DIRECTORY);
    } else if (!isDirectory(parent)) {
      throw new No(Kind.INVALID);
    }
  }

  private void write(String path, byte[] content) {
    if (isDirectory(path)) {
      throw new No(Kind.IS_DIRECTORY);
    }
    requireFree(path);
    makeParents(path);
    all.put(path, new byte[0]);
    if (content.length > free()) {
      throw new No(Kind.NO_SPACE);
    }
    all.put(path, content);
  }

  private void makeDirectory(String path, boolean parents) {
    if (all.containsKey(path)) {
      throw new No(Kind.ALREADY_EXISTS);
    }
    if (parents) {
      makeParents(path);
    } else {
      requireDirectory(StorePath.parent(path));
    }
    all.put(path, DIRECTORY);
  }

  private void transfer(String from, String to, boolean force, boolean move) {
    if (!all.containsKey(from)) {
      throw new No(Kind.NOT_FOUND);
    }
    requireFree(from);
    if (from.isEmpty() || (isDirectory(from) && to.startsWith(from + "/"))) {
      throw new No(Kind.INVALID);
    }
    if (!all.containsKey(to)) {
      requireDirectory(StorePath.parent(to));
    } else if (!force || isDirectory(to) || isDirectory(from)) {
      throw new No(Kind.ALREADY_EXISTS);
    } else if (!from.equals(to)) {
      requireFree(to);
      if (!move && all.getOrDefault(from, DIRECTORY).length > free()) {
        throw new No(Kind.NO_SPACE);
      }
      all.remove(to);
    }
    if (!from.equals(to)) {
      carry(from, to, move);
    }
  }

  private void carry(String from, String to, boolean move) {
    for (String path : tree(from)) {
      byte[] bytes = all.getOrDefault(path, DIRECTORY);
      if (move) {
        all.remove(path);
      }
      if (bytes != DIRECTORY && bytes.length > free()) {
        throw new No(Kind.NO_SPACE);
      }
      all.put(to + path.substring(from.length()), bytes);
    }
  }

  private void delete(String path) {
    if (path.isEmpty()) {
      throw new No(Kind.INVALID);
    }
    if (!all.containsKey(path)) {
      throw new No(Kind.NOT_FOUND);
    }
    requireFree(path);
    tree(path).forEach(all::remove);
  }
}
