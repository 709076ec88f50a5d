package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own: one that is killed, and how several add up. */
@Timeout(600)
class ExecutorsClusterTest {
  private static final int PER_HOST = 4;
  private static final int TRANSFERS = 8;

  @TempDir Path folder;
  private final Map<String, String> wanted = new TreeMap<>();

  private Path manifest(int files, int datastores, int bytes) throws Exception {
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder("source,target,size\n");
    for (int n = 0; n < files; n++) {
      byte[] content = new byte[bytes / 2 + random.nextInt(bytes)];
      random.nextBytes(content);
      Files.write(folder.resolve("f" + n), content);
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      for (int store = 1; store <= datastores; store++) {
        String target = "[ds-" + store + "] images/" + n % 10 + "/f" + n;
        rows.append("f" + n + "," + target + "," + content.length + "\n");
        wanted.put(target, sha256);
      }
    }
    return Files.writeString(folder.resolve("manifest.csv"), rows);
  }

  private List<String> arguments(LabProcess lab, Path manifest, int shards) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), lab.password());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--url", lab.url(),
                "--thumbprint", lab.thumbprint(),
                "--username", lab.user(),
                "--password-file", password.toString(),
                "--manifest", manifest.toUri().toString(),
                "--results", folder.resolve("results").toUri().toString(),
                "--shards", String.valueOf(shards),
                "--transfers", String.valueOf(TRANSFERS),
                "--per-host", String.valueOf(PER_HOST)));
    lab.addresses().forEach(address -> arguments.addAll(List.of("--resolve", address)));
    return arguments;
  }

  @Test
  void whatAKilledExecutorHadIsDeliveredByOthersAndNothingIsLeft() throws Exception {
    Path manifest = manifest(250, 20, 16 * 1024);
    try (LabProcess lab = new LabProcess(40, 0);
        Submission job = new Submission(folder, 2, List.of(), arguments(lab, manifest, 10))) {
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> job.isOver() || lab.whole() > 1500);
      List<ProcessHandle> executors = job.executors();
      assertThat(executors).as(job.log()).hasSize(2);
      executors.get(0).destroyForcibly();

      assertThat(job.code()).as(job.log()).isZero();
      assertThat(lab.files()).isEqualTo(wanted);
      assertThat(wanted).hasSize(5000);
      // What was under way in the one task of the executor, and no more, came twice.
      assertThat(lab.whole()).isBetween(5000L, 5000L + TRANSFERS);
      assertThat(lab.most()).isBetween(1L, (long) PER_HOST);
      // The driver's, the executors', and that of the one which took the killed one's place.
      assertThat(lab.logins()).isBetween(3L, 4L);
      assertThat(job.log()).contains("all done; arrived ").contains("10 shards");
    }
  }

  @Test
  void aPlanFileGivesTheSameInPlainProcesses() throws Exception {
    Path manifest = manifest(20, 4, 50_000);
    try (LabProcess lab = new LabProcess(8, 0);
        Submission job = new Submission(folder, 1, List.of(), arguments(lab, manifest, 2))) {
      assertThat(job.code()).as(job.log()).isZero();
      assertThat(lab.files()).isEqualTo(wanted);
    }
    Path plan;
    try (Stream<Path> below = Files.walk(folder.resolve("results"))) {
      plan = below.filter(file -> file.endsWith("plan.jsonl")).findFirst().orElseThrow();
    }
    try (LabProcess lab = new LabProcess(8, 0)) {
      Process first = plain(lab, manifest, plan, 0);
      Process second = plain(lab, manifest, plan, 1);

      assertThat(first.waitFor()).isZero();
      assertThat(second.waitFor()).isZero();
      assertThat(lab.files()).isEqualTo(wanted);
      assertThat(lab.whole()).isEqualTo(wanted.size());
    }
  }

  private Process plain(LabProcess lab, Path manifest, Path plan, int shard) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), PlainShard.class.getName()));
    command.addAll(
        List.of(
            plan.toString(),
            String.valueOf(shard),
            manifest.toString(),
            folder.resolve("ledger-" + shard).toString(),
            lab.url(),
            lab.thumbprint(),
            lab.user(),
            Files.writeString(folder.resolve("password"), lab.password()).toString()));
    command.addAll(lab.addresses());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("plain-" + shard + ".log").toFile())
        .start();
  }

  @Test
  void executorsAddUpWhereHostsAreTheLimit() throws Exception {
    Path manifest = manifest(16, 8, 150_000);
    double alone = seconds(manifest, 1);
    double two = seconds(manifest, 2);
    double four = seconds(manifest, 4);

    System.out.printf(
        "1 executor %.1f s, 2 executors %.1f s, 4 executors %.1f s%n", alone, two, four);
    assertThat(two).isLessThan(alone / 1.4);
    assertThat(four).isLessThan(alone / 2);
  }

  /** Between the first body and the last, so that the start of JVMs does not count. */
  private double seconds(Path manifest, int executors) throws Exception {
    try (LabProcess lab = new LabProcess(16, 300_000);
        Submission job =
            new Submission(
                folder,
                executors,
                // Else it begins with the executor that is there first.
                List.of(
                    "spark.scheduler.minRegisteredResourcesRatio=1.0",
                    "spark.scheduler.maxRegisteredResourcesWaitingTime=60s"),
                arguments(lab, manifest, 8))) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> job.isOver() || lab.whole() > 0);
      long begun = System.nanoTime();
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> job.isOver() || lab.whole() >= wanted.size());
      double seconds = (System.nanoTime() - begun) / 1e9;
      assertThat(job.code()).as(job.log()).isZero();
      return seconds;
    }
  }
}
