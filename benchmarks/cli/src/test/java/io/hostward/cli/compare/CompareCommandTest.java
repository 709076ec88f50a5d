package io.hostward.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.storage.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final long MIB = 1 << 20;

  private final Cli cli = new Cli();

  @TempDir Path folder;

  @Test
  void compareShowsWhereTheBytesFlow() {
    assertThat(
            cli.run("compare", "--lab", "--hosts", "2", "--size", "4MiB", "--runs", "1", "--json"))
        .isZero();

    JsonNode runs = cli.json().at("/datastores/0/runs");
    assertThat(runs.size()).isEqualTo(3);
    for (int host = 0; host < 2; host++) {
      JsonNode direct = run(runs, "direct to ESX" + (host + 1));
      assertThat(direct.at("/carriers/0/host").textValue()).isEqualTo("ESX" + (host + 1));
      assertThat(flow(direct, "vCenter", "in443")).isLessThan(MIB);
      assertThat(flow(direct, "ESX" + (host + 1), "in443")).isGreaterThan(4 * MIB);
      assertThat(flow(direct, "ESX" + (2 - host), "in443")).isZero();
    }
    JsonNode relay = run(runs, "relay through vCenter");
    assertThat(relay.at("/carriers/0/kind").textValue()).isEqualTo("relay");
    assertThat(flow(relay, "vCenter", "in443")).isGreaterThan(4 * MIB);
    assertThat(flow(relay, "vCenter", "out902")).isGreaterThanOrEqualTo(4 * MIB);
    assertThat(flow(relay, "ESX1", "in902") + flow(relay, "ESX2", "in902"))
        .isGreaterThanOrEqualTo(4 * MIB);
    assertThat(flow(relay, "ESX1", "in443") + flow(relay, "ESX2", "in443")).isZero();
    assertThat(cli.json().at("/datastores/0/directOverRelay").doubleValue()).isPositive();
    assertThat(cli.json().at("/answer").textValue()).contains("nothing is claimed");
  }

  private static JsonNode run(JsonNode runs, String way) {
    for (JsonNode run : runs) {
      if (run.at("/way").textValue().equals(way)) {
        return run;
      }
    }
    throw new AssertionError("no run of: " + way);
  }

  @Test
  void aBatchIsUploadedByEachWayAndRemoved() throws Exception {
    try (Lab lab = Lab.start(LabModel.standard(2))) {
      Cli toLab = Cli.against(lab);
      String[] batch = {"--files", "5", "--size", "1MiB,2MiB", "--runs", "1", "--json"};

      assertThat(toLab.run(lab, "compare", with(batch, "--policy=round-robin"))).isZero();

      assertThat(toLab.json().at("/bytes").asLong()).isEqualTo(7 * MIB);
      JsonNode way = run(toLab.json().at("/datastores/0/runs"), "policy round-robin");
      assertThat(way.at("/carriers").size()).isEqualTo(2);
      assertThat(way.at("/carriers/0/files").asInt() + way.at("/carriers/1/files").asInt())
          .isEqualTo(5);
      assertThat(toLab.json().at("/datastores/0/rankings/0/hosts").size()).isEqualTo(2);
      assertThat(lab.datastore("vmstore").files()).isEmpty();
    }
  }

  @Test
  void aReportIsAPageAndItsFigures() throws Exception {
    Path page = folder.resolve("report.html");
    String[] compare = {"--size", "1MiB", "--runs", "1", "--json", "--report"};
    try (Lab lab = Lab.start(LabModel.standard(1))) {
      Cli toLab = Cli.against(lab);

      assertThat(toLab.run(lab, "compare", with(compare, page.toString()))).isZero();

      assertThat(new ObjectMapper().readTree(folder.resolve("report.json").toFile()))
          .isEqualTo(toLab.json());
      assertThat(page).content().contains("direct to ESX1", "hostward compare --thumbprint");
      String nowhere = folder.resolve("none/report.html").toString();
      assertThat(toLab.run(lab, "compare", with(compare, nowhere))).isEqualTo(2);
      assertThat(toLab.err()).contains("there is no folder");
    }
  }

  @Test
  void severalDatastoresAreComparedInTurnsEachByItself() {
    String[] compare = {
      "compare", "--lab", "--hosts", "1", "--size", "1MiB", "--runs", "1", "[ESX1-local]", "vmstore"
    };

    assertThat(cli.run(with(compare, "--json"))).isZero();

    JsonNode datastores = cli.json().at("/datastores");
    assertThat(datastores.findValuesAsText("datastore")).containsExactly("ESX1-local", "vmstore");
    assertThat(cli.json().at("/answer").asText())
        .contains("[ESX1-local] The median of direct to ESX1", "[vmstore] The median of direct");
    List<Integer> orders = new ArrayList<>();
    for (JsonNode datastore : datastores) {
      assertThat(datastore.at("/runs")).hasSize(2);
      datastore.at("/runs").forEach(run -> orders.add(run.at("/order").asInt()));
      for (JsonNode way : datastore.at("/ways")) {
        // The lab's servers spend their own.
        assertThat(way.at("/cpuSecondsPerGib").asDouble()).isPositive();
        assertThat(way.at("/runs").asInt()).isEqualTo(1);
      }
    }
    assertThat(orders).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  /** Two parts of files are there together; one after the other they never are. */
  @Test
  void aBatchIsUploadedSoManyAtOnce() throws Exception {
    LabModel model =
        LabModel.standard(1).toBuilder().eachHost(host -> host.bytesPerSecond(4_000_000)).build();
    try (Lab lab = Lab.start(model)) {
      AtomicInteger most = new AtomicInteger();
      Thread looking =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  most.accumulateAndGet(count(lab), Math::max);
                }
              });
      looking.start();
      int exitCode =
          Cli.against(lab)
              .run(lab, "compare", "--files", "2", "--at-once", "2", "--size", "1MiB", "--runs=1");
      looking.interrupt();
      looking.join();

      assertThat(exitCode).isZero();
      assertThat(most).hasValue(2);
      Cli again = Cli.against(lab);
      assertThat(again.run(lab, "compare", "vmstore", "[vmstore]")).isEqualTo(2);
      assertThat(again.err()).contains("[vmstore] is named twice");
    }
  }

  private static int count(Lab lab) {
    try {
      return (int)
          lab.datastore("vmstore").files().stream().filter(name -> name.endsWith(".part")).count();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ctrlCDuringABatchLeavesNoFile() throws Exception {
    try (Lab lab = Lab.start(LabModel.standard(1))) {
      Cli toLab = Cli.against(lab);
      Thread user =
          new Thread(
              () -> {
                while (!toLab.err().contains("run 2 of")) {
                  Thread.onSpinWait();
                }
                toLab.interruption.interrupt();
              });
      user.start();

      assertThat(toLab.run(lab, "compare", "--files=20", "--size=1MiB", "--runs=1000"))
          .isEqualTo(130);

      user.join();
      assertThat(lab.datastore("vmstore").files()).isEmpty();
    }
  }

  @Test
  void comparePrintsATableAndDeletesItsFiles() throws Exception {
    Path storage = folder.resolve("storage");

    assertThat(
            cli.run(
                "compare",
                "--lab",
                "--hosts",
                "1",
                "--size",
                "1MiB",
                "--runs",
                "1",
                "--storage",
                "" + storage))
        .isZero();

    assertThat(cli.out()).contains("route ", "direct to ESX1 ", "relay through vCenter ", "times");
    try (var files = Files.walk(storage)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static long flow(JsonNode run, String server, String count) {
    for (JsonNode flow : run.at("/flows")) {
      if (flow.at("/server").textValue().equals(server)) {
        return flow.at("/" + count).longValue();
      }
    }
    throw new AssertionError("no " + server + " in " + run);
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }
}
