package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs on a cluster of threads, against a lab. */
class JobTest {
  private static JavaSparkContext spark;

  @TempDir static Path events;
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> wanted = new TreeMap<>();

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[4]")
                .setAppName("JobTest")
                .set("spark.ui.enabled", "false")
                .set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.compress", "false")
                .set("spark.eventLog.dir", events.toUri().toString())
                .set("spark.executor.heartbeatInterval", "200ms"));
  }

  @AfterAll
  static void stopAndLookForSecretsInWhatWasLogged() throws IOException {
    spark.close();
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.walk(events)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        log.append(Files.readString(file));
      }
    }
    assertThat(log)
        .contains("hostward: ", "hostward arrived bytes")
        .doesNotContain(LabModel.ADMINISTRATOR.password());
  }

  @BeforeEach
  void sources() throws Exception {
    Random random = new Random(1);
    for (int n = 0; n < 6; n++) {
      byte[] bytes = new byte[random.nextInt(200_000)];
      random.nextBytes(bytes);
      Files.write(folder.resolve("f" + n + ".iso"), bytes);
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      for (int store = 1; store <= 4; store++) {
        wanted.put("[ds-" + store + "] iso/f" + n + ".iso", sha256);
      }
    }
  }

  private Path manifest() throws IOException {
    StringBuilder rows = new StringBuilder("source,target\n");
    wanted
        .keySet()
        .forEach(
            target ->
                rows.append(target.substring(target.lastIndexOf('/') + 1))
                    .append(',')
                    .append(target)
                    .append('\n'));
    return Files.writeString(folder.resolve("manifest.csv"), rows);
  }

  private JobSettings job(Lab lab, Path manifest) throws IOException {
    return JobSettings.of(
        TestLab.server(lab, folder),
        manifest.toUri().toString(),
        folder.resolve("results").toUri().toString());
  }

  private JobReport run(JobSettings settings) throws IOException {
    synchronized (said) {
      said.clear();
    }
    return DistributionJob.run(
        spark,
        settings,
        line -> {
          synchronized (said) {
            said.add(line);
          }
        });
  }

  private static List<String> rows(JobReport report) throws IOException {
    List<String> rows = new ArrayList<>();
    Path place = Path.of(java.net.URI.create(report.results())).resolve("deliveries");
    try (Stream<Path> parts = Files.list(place)) {
      for (Path part :
          parts.filter(file -> file.getFileName().toString().startsWith("part-")).toList()) {
        rows.addAll(Files.readAllLines(part));
      }
    }
    return rows;
  }

  @Test
  void everythingArrivesOnceAndTheSameJobAgainHasNothingToDo() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      JobSettings job = job(lab, manifest()).inShards(6);
      JobReport report = run(job);

      assertThat(report.exitCode()).isZero();
      assertThat(TestLab.files(lab)).isEqualTo(wanted);
      assertThat(report.sums().planned()).isEqualTo(24);
      assertThat(report.sums().arrived()).isEqualTo(24);
      assertThat(rows(report))
          .hasSize(24)
          .allMatch(row -> row.contains("\"outcome\":\"arrived\""))
          .allMatch(row -> row.contains("\"route\":\"direct"))
          .allMatch(row -> row.contains("\"attempts\":1"));
      // One JVM, one session, which the end of the job has logged out.
      assertThat(lab.vcenter().logins()).isEqualTo(1);
      assertThat(lab.vcenter().sessions()).isZero();
      assertThat(said)
          .first()
          .asString()
          .contains("24 deliveries in 6 shards, with 1 session at most");
      assertThat(said).last().asString().contains("24 of 24 deliveries").contains("6 of 6 shards");

      // The datastores by other names are the same ones.
      Path manifest = manifest();
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replace("[ds-1] iso/f0", "[datastore-1] iso/f0")
              .replace("[ds-2]", "[/DC/datastore/ds-2]"));
      JobReport again = run(job);
      assertThat(again.exitCode()).isEqualTo(5);
      assertThat(again.sums().there()).isEqualTo(24);
      Path plan = Path.of(java.net.URI.create(again.results())).resolve("plan.jsonl");
      assertThat(Files.readString(plan)).contains("\"ds-1\"", "\"ds-2\"").doesNotContain("DC");
      assertThat(lab.hosts().stream().mapToLong(host -> host.bodies().whole()).sum()).isEqualTo(24);
    }
  }

  @Test
  void limitsOfHostsHoldForAllTasksTogether() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      JobReport report =
          run(job(lab, manifest()).inShards(8).within(new JobLimits(8, 2, 1, 0, 1, 10)));

      assertThat(report.exitCode()).isZero();
      assertThat(lab.hosts()).allMatch(host -> host.bodies().most() <= 1);
    }
  }

  @Test
  void whatFailsIsARowWithItsReason() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      Path manifest = manifest();
      Files.writeString(
          manifest,
          Files.readString(manifest) + "gone.iso,[ds-1] gone.iso\nf0.iso,[nowhere] f0.iso\n");

      JobReport report = run(job(lab, manifest).inShards(3));

      assertThat(report.exitCode()).isEqualTo(1);
      assertThat(report.sums().failed()).isEqualTo(2);
      assertThat(rows(report))
          .hasSize(26)
          .filteredOn(row -> row.contains("\"outcome\":\"failed\""))
          .anyMatch(
              row ->
                  row.contains("gone.iso")
                      && row.contains("\"domain\":\"SOURCE\"")
                      && row.contains("there is no file"))
          .anyMatch(row -> row.contains("[nowhere] f0.iso") && row.contains("\"problem\":\""))
          .hasSize(2);
    }
  }

  @Test
  void aRowThatStandsThereTwiceIsOneDelivery() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(2, 0))) {
      Path manifest =
          Files.writeString(
              folder.resolve("twice.csv"), "source,target\n" + "f0.iso,[ds-1] x\n".repeat(2));

      JobReport report = run(job(lab, manifest).inShards(1));

      assertThat(report.sums().planned()).isEqualTo(1);
      assertThat(report.exitCode()).isZero();
    }
  }

  @Test
  void temporaryFilesOfALostTaskAreRemovedAndThoseOfOthersAreNot() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      JobSettings job = job(lab, manifest()).inShards(3);
      UploadIds ids = new UploadIds(job.name());
      String lost =
          "iso/.hostward-" + ids.of(DatastorePath.parse("[ds-1] iso/f0.iso")) + "-0000abcd.part";
      String foreign =
          "iso/.hostward-"
              + new UploadIds("another job").of(DatastorePath.parse("[ds-1] iso/f0.iso"))
              + "-0000abcd.part";
      String unknown =
          "iso/.hostward-" + ids.of(DatastorePath.parse("[ds-1] iso/other")) + "-0000abcd.part";
      for (String name : List.of(lost, foreign, unknown)) {
        lab.datastore("ds-1").write(name, new byte[10]);
      }

      JobReport report = run(job);

      assertThat(report.exitCode()).isZero();
      assertThat(report.orphans()).isEqualTo(1);
      assertThat(lab.datastore("ds-1").stat(lost)).isEmpty();
      assertThat(lab.datastore("ds-1").stat(foreign)).isPresent();
      assertThat(lab.datastore("ds-1").stat(unknown)).isPresent();
    }
  }

  @Test
  void aManifestAndATableInParquet() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      SparkSession sql = SparkSession.builder().getOrCreate();
      Path parquet = folder.resolve("manifest.parquet");
      sql.read()
          .option("header", "true")
          .csv(manifest().toString())
          .write()
          .parquet(parquet.toString());

      JobReport report = run(job(lab, parquet).inShards(2).writing(JobSettings.Format.PARQUET));

      assertThat(report.sums().planned()).isEqualTo(24);
      List<Row> rows = sql.read().parquet(report.results() + "/deliveries").collectAsList();
      assertThat(rows).hasSize(24);
      assertThat(report.exitCode()).isZero();
      assertThat(TestLab.files(lab)).isEqualTo(wanted);
    }
  }

  @Test
  void aPlanFileThatExistsIsKeptTo() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 0))) {
      List<Load> loads = new ArrayList<>();
      for (int store = 1; store <= 4; store++) {
        Set<String> hosts = Set.of("host-" + (2 * store - 1), "host-" + 2 * store);
        loads.add(new Load(new DatastoreInfo("ds-" + store, Optional.empty(), hosts), 6, 1000));
      }
      ShardPlan plan = ShardPlan.divide(2, loads, new ShardLimits(2, 2));
      plan.write(folder.resolve("plan.jsonl"));

      JobReport report =
          run(job(lab, manifest()).byPlan(folder.resolve("plan.jsonl").toUri().toString()));

      assertThat(report.shards()).isEqualTo(2);
      assertThat(report.exitCode()).isZero();
      assertThat(
              Files.readString(
                  Path.of(java.net.URI.create(report.results())).resolve("plan.jsonl")))
          .isEqualTo(plan.text());
    }
  }

  @Test
  void aRefusedLoginIsTriedOnceAndNothingIsSent() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(2, 0))) {
      JobSettings job = job(lab, manifest());
      Files.writeString(folder.resolve("password"), "wrong");

      assertThatIOException().isThrownBy(() -> run(job)).withMessageNotContaining("wrong\n");
      assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
      assertThat(TestLab.files(lab)).isEmpty();
    }
  }

  @Test
  void aWrongRowMovesNothing() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(2, 0))) {
      Path manifest = Files.writeString(folder.resolve("m"), "source,target\nf0.iso,nowhere\n");

      assertThatIOException()
          .isThrownBy(() -> run(job(lab, manifest)))
          .withMessageContaining("line 2");
      assertThat(lab.vcenter().logins()).isZero();
    }
  }

  @Test
  void aJobThatIsCancelledBreaksOffCleansUpAndGoesOnWhenItIsRunAgain() throws Exception {
    try (Lab lab = Lab.start(TestLab.pairs(8, 200_000))) {
      JobSettings job = job(lab, manifest()).inShards(4);
      CompletableFuture<Object> end = new CompletableFuture<>();
      Thread driver =
          new Thread(
              () -> {
                try {
                  end.complete(run(job));
                } catch (IOException | RuntimeException e) {
                  end.complete(e);
                }
              });
      driver.start();
      await().until(() -> lab.hosts().stream().anyMatch(host -> host.bodies().now() > 0));
      spark.cancelAllJobs();

      assertThat(end.get())
          .isInstanceOf(IOException.class)
          .asString()
          .contains("run the job again");
      await().until(() -> lab.hosts().stream().noneMatch(host -> host.bodies().now() > 0));
      assertThat(run(job).exitCode()).isIn(0, 5);
      assertThat(TestLab.files(lab)).isEqualTo(wanted);
    }
  }

  @Test
  void tooManySessionsAreRefused() {
    Cluster cluster = new Cluster(200, 800, false);

    assertThat(cluster.sessions(50)).isEqualTo(51);
    assertThat(cluster.sessions(2400)).isEqualTo(201);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cluster.refuseSessions(2400, 100))
        .withMessageContaining("201 sessions")
        .withMessageContaining("spark.executor.instances");
  }

  @Test
  void speculationIsRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Cluster.refuseSpeculation(new SparkConf(false).set("spark.speculation", "true")))
        .withMessageContaining("--conf spark.speculation=false");
  }
}
