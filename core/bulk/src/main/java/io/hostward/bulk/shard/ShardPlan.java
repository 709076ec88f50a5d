package io.hostward.bulk.shard;

import io.hostward.inventory.DatastorePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * Who owns what. A datastore belongs to one shard, and so does a host; a datastore that is too much
 * for one is split by its hosts, its limit divided. Immutable; every machine that reads the file
 * comes to the same answers.
 */
public final class ShardPlan {
  private final ShardLimits limits;
  private final Map<String, List<Owner>> owners;
  private final Map<String, Integer> hosts;
  private final int shards;

  /**
   * Which shard owns a part of a datastore.
   *
   * @param shard from 0
   * @param limit deliveries at once
   */
  record Owner(int shard, int limit) {}

  ShardPlan(
      int shards, ShardLimits limits, Map<String, List<Owner>> owners, Map<String, Integer> hosts) {
    this.shards = shards;
    this.limits = limits;
    Map<String, List<Owner>> copies = new HashMap<>();
    owners.forEach((datastore, parts) -> copies.put(datastore, List.copyOf(parts)));
    this.owners = Map.copyOf(copies);
    this.hosts = Map.copyOf(hosts);
  }

  /**
   * Divides a run.
   *
   * @param shards into how many, at least 1; some may have nothing to do
   * @param loads what there is to do, each datastore once
   * @param limits what all together keep
   * @throws IllegalArgumentException if there are no shards, or a datastore is there twice
   */
  public static ShardPlan divide(int shards, Collection<Load> loads, ShardLimits limits) {
    if (shards < 1) {
      throw new IllegalArgumentException("there is at least 1 shard, was: " + shards);
    }
    Set<String> names = new HashSet<>();
    for (Load load : loads) {
      if (!names.add(load.datastore().name())) {
        throw new IllegalArgumentException(
            "each datastore is there once, was twice: " + load.datastore());
      }
    }
    return new Division(shards, limits).of(loads);
  }

  /**
   * Reads a plan file.
   *
   * @throws IOException if it cannot be read, or is no plan file of a version that is known
   */
  public static ShardPlan read(Path file) throws IOException {
    return ShardPlanFile.read(file);
  }

  /**
   * Reads a plan file's lines from wherever it is.
   *
   * @param name how messages call it
   * @throws IOException if they cannot be read, or are those of no plan file of a version that is
   *     known
   */
  public static ShardPlan read(String name, Reader lines) throws IOException {
    return ShardPlanFile.read(name, new BufferedReader(lines));
  }

  /** Returns the plan as a plan file's text. */
  public String text() throws IOException {
    return String.join("\n", ShardPlanFile.lines(this)) + "\n";
  }

  /** Writes a plan file, whole or not at all. */
  public void write(Path file) throws IOException {
    ShardPlanFile.write(this, file);
  }

  /**
   * The same plan by other names of its datastores.
   *
   * @param names gives each its name
   * @throws IllegalArgumentException if two of the plan's are given one name: it was made for two
   *     datastores that are one
   */
  public ShardPlan named(UnaryOperator<String> names) {
    Map<String, List<Owner>> named = new HashMap<>();
    owners.forEach(
        (datastore, parts) -> {
          if (named.put(names.apply(datastore), parts) != null) {
            throw new IllegalArgumentException(
                "the plan file has a datastore by two names, ["
                    + datastore
                    + "] is one of them; make a new one for this run");
          }
        });
    return new ShardPlan(shards, limits, named, hosts);
  }

  /** Returns how many shards there are. */
  public int shards() {
    return shards;
  }

  /** Returns the limits that all shards together keep. */
  public ShardLimits limits() {
    return limits;
  }

  Map<String, List<Owner>> owners() {
    return owners;
  }

  Map<String, Integer> hosts() {
    return hosts;
  }

  /**
   * Returns the shard that a delivery belongs to, from 0.
   *
   * @throws IllegalArgumentException if the plan file does not know the datastore
   */
  public int owner(DatastorePath target) {
    List<Owner> parts = owners.get(target.datastore());
    if (parts == null) {
      throw new IllegalArgumentException(
          "the plan file does not know the datastore ["
              + target.datastore()
              + "]; make a new one for this run");
    }
    return parts.get(parts.size() == 1 ? 0 : hash(target.path(), parts.size())).shard();
  }

  /** Returns whether several shards deliver to a datastore. */
  public boolean isSplit(String datastore) {
    return owners.getOrDefault(datastore, List.of()).size() > 1;
  }

  // The same on every machine and in every version of Java.
  private static int hash(String path, int parts) {
    CRC32 crc = new CRC32();
    crc.update(path.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % parts);
  }

  /**
   * Returns what one shard does.
   *
   * @param shard from 0
   * @throws IllegalArgumentException if there is no such shard
   */
  public Share share(int shard) {
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "the plan file has the shards 0 to " + (shards - 1) + ", was: " + shard);
    }
    Map<String, Integer> datastores = new HashMap<>();
    owners.forEach(
        (datastore, parts) -> {
          for (Owner part : parts) {
            if (part.shard() == shard) {
              datastores.merge(datastore, part.limit(), Integer::sum);
            }
          }
        });
    List<String> own = new ArrayList<>();
    hosts.forEach(
        (host, owner) -> {
          if (owner == shard) {
            own.add(host);
          }
        });
    return new Share(Set.copyOf(own), datastores);
  }
}
