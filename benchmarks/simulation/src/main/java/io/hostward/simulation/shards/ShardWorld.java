package io.hostward.simulation.shards;

import io.hostward.bulk.target.DatastoreInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a distribution meets. Hosts stand in clusters, each of which mounts some datastores.
 *
 * @param hosts how many
 * @param cluster hosts of a cluster
 * @param datastores of a cluster
 * @param files how many, each for one datastore
 * @param meanBytes of a file; sizes are spread evenly from a half to one and a half of it
 * @param hostRate bytes per second that one host takes
 * @param line bytes per second that one machine, which runs one shard, sends
 * @param calls per second that vCenter answers
 * @param latency seconds of a call besides
 * @param transfers deliveries at once in one shard
 * @param seed of the sizes, and of which file goes where
 */
public record ShardWorld(
    int hosts,
    int cluster,
    int datastores,
    int files,
    double meanBytes,
    double hostRate,
    double line,
    double calls,
    double latency,
    int transfers,
    long seed) {
  /** Of a delivery before its body: the ticket, the look at the folder and its wait. */
  static final int CALLS_BEFORE = 3;

  /** And after: the move and its wait. */
  static final int CALLS_AFTER = 2;

  /** A file, and where it goes. */
  record File(int datastore, long bytes) {}

  /**
   * 100,000 files on 1,000 hosts in clusters of eight with two datastores each; hosts with lines of
   * 1 Gbit/s, machines with lines of 10 Gbit/s, and a vCenter that answers 250 calls a second.
   *
   * @param meanBytes of a file
   */
  public static ShardWorld large(double meanBytes) {
    return new ShardWorld(1000, 8, 2, 100_000, meanBytes, 110e6, 1.1e9, 250, 0.02, 64, 1);
  }

  /** The same in a tenth of the size: hosts, files and all. */
  public static ShardWorld small(double meanBytes) {
    return new ShardWorld(96, 8, 2, 6_000, meanBytes, 110e6, 1.1e9, 250, 0.02, 64, 1);
  }

  int clusters() {
    return hosts / cluster;
  }

  static String host(int number) {
    return "host-" + number;
  }

  /** All datastores, by their numbers. */
  List<DatastoreInfo> infos() {
    List<DatastoreInfo> infos = new ArrayList<>();
    for (int group = 0; group < clusters(); group++) {
      int first = group * cluster;
      Set<String> mounted =
          IntStream.range(first, first + cluster)
              .mapToObj(ShardWorld::host)
              .collect(Collectors.toSet());
      for (int n = 0; n < datastores; n++) {
        infos.add(new DatastoreInfo("ds-" + infos.size(), Optional.empty(), mounted));
      }
    }
    return infos;
  }

  List<File> sources() {
    Random random = new Random(seed);
    List<File> all = new ArrayList<>(files);
    int stores = clusters() * datastores;
    for (int n = 0; n < files; n++) {
      all.add(new File(random.nextInt(stores), (long) (meanBytes * (0.5 + random.nextDouble()))));
    }
    return all;
  }

  /**
   * Returns the seconds below which nothing can end: all bytes over the machines' lines, the bytes
   * of each cluster over its hosts' lines, and all calls at vCenter.
   */
  double bound(int shards) {
    double[] clusterBytes = new double[clusters()];
    double all = 0;
    for (File file : sources()) {
      clusterBytes[file.datastore() / datastores] += file.bytes();
      all += file.bytes();
    }
    double bound = Math.max(all / (shards * line), callSeconds());
    for (double bytes : clusterBytes) {
      bound = Math.max(bound, bytes / (cluster * hostRate));
    }
    return bound;
  }

  /** Returns how long vCenter has to answer at least. */
  double callSeconds() {
    return (double) files * (CALLS_BEFORE + CALLS_AFTER) / calls;
  }
}
