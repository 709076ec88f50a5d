package io.hostward.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/** The published scenarios. A seed varies sizes, background load and what hosts it falls on. */
final class Scenarios {
  static final double GBIT = 1e9 / 8;
  private static final double GB = 1e9;
  private static final double MB = 1e6;
  private static final double RELAY = 2 * GBIT;
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final int SAMPLE = 20;

  private static final Map<String, LongFunction<Scenario>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("four-equal", Scenarios::fourEqual);
    ALL.put("one-busy", Scenarios::oneBusy);
    ALL.put("mixed-lines", Scenarios::mixedLines);
    ALL.put("one-dies", Scenarios::oneDies);
    ALL.put("restless", Scenarios::restless);
    ALL.put("64-hosts", Scenarios::manyHosts);
    ALL.put("many-small", Scenarios::manySmall);
    ALL.put("one-huge", Scenarios::oneHuge);
    ALL.put("two-sites", Scenarios::twoSites);
    ALL.put("8-uploaders-20s", seed -> crowd(seed, 8, 100, 20));
    ALL.put("8-uploaders-120s", seed -> crowd(seed, 8, 100, 120));
    ALL.put("64-uploaders-20s", seed -> crowd(seed, 64, 40, 20));
    ALL.put("64-uploaders-120s", seed -> crowd(seed, 64, 40, 120));
  }

  private Scenarios() {}

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Makes a scenario.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  static Scenario make(String name, long seed) {
    LongFunction<Scenario> maker = ALL.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "there is no scenario '" + name + "'; there are: " + String.join(", ", ALL.keySet()));
    }
    return maker.apply(seed);
  }

  private static Scenario fourEqual(long seed) {
    Random random = new Random(seed);
    return single(
        "four-equal",
        "4 equal hosts of 10 Gb/s, 200 files of about 2 GB, 8 at a time",
        hosts(random, 0.05, 0.1, 10, 10, 10, 10),
        uploader(random, 40, 8, 200, 2 * GB));
  }

  private static Scenario oneBusy(long seed) {
    Random random = new Random(seed);
    List<SimHost> hosts = hosts(random, 0.05, 0.1, 10, 10, 10);
    hosts.add(random.nextInt(4), host("busy", 10, Curve.constant(0.8), Curve.constant(0.6), 0.7));
    return single(
        "one-busy",
        "4 hosts of 10 Gb/s, one of them 80 % in use by others, 200 files of about 2 GB, 8 at a time",
        hosts,
        uploader(random, 40, 8, 200, 2 * GB));
  }

  private static Scenario mixedLines(long seed) {
    Random random = new Random(seed);
    List<SimHost> hosts = hosts(random, 0.05, 0.1, 1, 10, 25);
    Collections.shuffle(hosts, random);
    return single(
        "mixed-lines",
        "3 hosts of 1, 10 and 25 Gb/s, 200 files of about 2 GB, 8 at a time",
        hosts,
        uploader(random, 40, 8, 200, 2 * GB));
  }

  private static Scenario oneDies(long seed) {
    Random random = new Random(seed);
    List<SimHost> hosts = hosts(random, 0.05, 0.1, 10, 10, 10);
    hosts.add(
        random.nextInt(4),
        new SimHost("mortal", 10 * GBIT, Curve.constant(0.05), Curve.constant(0.2), 0.5, 60, 0));
    return single(
        "one-dies",
        "4 hosts of 10 Gb/s, one falls silent after 60 s, 600 files of about 2 GB, 12 at a time",
        hosts,
        uploader(random, 40, 12, 600, 2 * GB));
  }

  private static Scenario restless(long seed) {
    Random random = new Random(seed);
    List<SimHost> hosts = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      hosts.add(
          host(
              "esx" + i,
              10,
              Curve.jumping(random, 0.05, 0.9, 60),
              Curve.jumping(random, 0.1, 0.6, 60),
              0.5));
    }
    return single(
        "restless",
        "6 hosts of 10 Gb/s whose other load jumps between 5 and 90 % each minute, 400 files of about"
            + " 2 GB, 12 at a time",
        hosts,
        uploader(random, 60, 12, 400, 2 * GB));
  }

  private static Scenario manyHosts(long seed) {
    Random random = new Random(seed);
    double[] lines = new double[64];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i % 4 == 0 ? 25 : 10;
    }
    return single(
        "64-hosts",
        "64 hosts of 10 or 25 Gb/s, up to 70 % in use, 10,000 files of about 250 MB, 64 at a time",
        hosts(random, 0.05, 0.7, lines),
        uploader(random, 100, 64, 10_000, 250 * MB));
  }

  private static Scenario manySmall(long seed) {
    Random random = new Random(seed);
    return single(
        "many-small",
        "4 hosts of 10 Gb/s, up to 60 % in use, 20,000 files of about 1 MB, 16 at a time",
        hosts(random, 0.05, 0.6, 10, 10, 10, 10),
        uploader(random, 10, 16, 20_000, MB));
  }

  private static Scenario oneHuge(long seed) {
    Random random = new Random(seed);
    SimUploader small = uploader(random, 40, 8, 400, 500 * MB);
    List<Double> files = new ArrayList<>(small.files());
    files.add(20, 200 * GB);
    return single(
        "one-huge",
        "4 hosts of 10 Gb/s, one file of 200 GB among 400 of about 500 MB, 8 at a time",
        hosts(random, 0.05, 0.1, 10, 10, 10, 10),
        new SimUploader(small.line(), small.parallel(), files, 0));
  }

  private static Scenario twoSites(long seed) {
    Random random = new Random(seed);
    List<SimHost> hosts = hosts(random, 0.05, 0.2, 10, 10, 10, 10);
    for (int i = 1; i <= 4; i++) {
      hosts.add(
          new SimHost(
              "far" + i, 10 * GBIT, Curve.constant(0.05), Curve.constant(0.2), 0.5, NEVER, 1));
    }
    Collections.shuffle(hosts, random);
    return new Scenario(
        "two-sites",
        "4 near hosts and 4 behind a line of 1 Gb/s, uploader with 10 Gb/s, 200 files of about 2 GB,"
            + " 8 at a time",
        hosts,
        List.of(uploader(random, 10, 8, 200, 2 * GB)),
        SAMPLE,
        RELAY,
        GBIT);
  }

  private static Scenario crowd(long seed, int uploaders, int files, int age) {
    Random random = new Random(seed);
    List<SimHost> hosts = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      hosts.add(
          host(
              "esx" + i,
              10,
              Curve.jumping(random, 0.05, 0.6, 120),
              Curve.jumping(random, 0.1, 0.5, 120),
              0.3 + random.nextDouble() / 2));
    }
    List<SimUploader> crowd = new ArrayList<>();
    for (int i = 0; i < uploaders; i++) {
      crowd.add(uploader(random, 10, 4, files, GB));
    }
    return new Scenario(
        uploaders + "-uploaders-" + age + "s",
        String.format(
            "%d uploaders with 10 Gb/s that do not know of each other, figures %d s old, 8 hosts of"
                + " 10 Gb/s up to 60 %% in use, %d files of about 1 GB each, 4 at a time",
            uploaders, age, files),
        hosts,
        crowd,
        age,
        RELAY,
        NEVER);
  }

  private static Scenario single(
      String name, String description, List<SimHost> hosts, SimUploader uploader) {
    return new Scenario(name, description, hosts, List.of(uploader), SAMPLE, RELAY, NEVER);
  }

  private static List<SimHost> hosts(Random random, double least, double most, double... gigabits) {
    List<SimHost> hosts = new ArrayList<>();
    for (double line : gigabits) {
      hosts.add(
          host(
              "esx" + (hosts.size() + 1),
              line,
              Curve.jumping(random, least, most, 60),
              Curve.jumping(random, 0.1, 0.4, 60),
              0.3 + random.nextDouble() / 2));
    }
    return hosts;
  }

  private static SimHost host(
      String name, double gigabits, Curve network, Curve cpu, double memory) {
    return new SimHost(name, gigabits * GBIT, network, cpu, memory, NEVER, 0);
  }

  /** Sizes differ by a fifth up and down. */
  private static SimUploader uploader(
      Random random, double gigabits, int parallel, int files, double size) {
    List<Double> sizes = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      sizes.add(Math.rint(size * (0.8 + 0.4 * random.nextDouble())));
    }
    return new SimUploader(gigabits * GBIT, parallel, sizes, 0);
  }
}
