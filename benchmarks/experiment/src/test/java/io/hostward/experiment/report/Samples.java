package io.hostward.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.Uploader;
import io.hostward.experiment.compare.CompareSettings;
import io.hostward.experiment.compare.CompareWriter;
import io.hostward.experiment.compare.Comparison;
import io.hostward.experiment.compare.Contest;
import io.hostward.experiment.compare.Contestant;
import io.hostward.experiment.compare.Measurement;
import io.hostward.experiment.distribute.Events;
import io.hostward.experiment.simulate.SimulateDocument;
import io.hostward.experiment.trace.Round;
import io.hostward.experiment.trace.TraceSettings;
import io.hostward.experiment.trace.TraceWriter;
import io.hostward.experiment.trace.World;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.Mount;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Documents of experiments that were really done, in a lab; but for those that say otherwise. */
final class Samples {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  private static final RunFacts FACTS =
      RunFacts.of(
          List.of("trace", "[vmstore] iso", "--url", "https://root:secret@vc.example/sdk"),
          "hostward test",
          "vCenter 8.0.3 at vc.example:443",
          Instant.parse("2026-11-22T10:00:00Z"));

  private Samples() {}

  static JsonNode trace() throws Exception {
    World.Noise busy = new World.Noise(3_000, 100, 5_000, 0.05);
    try (World world = new World(5, 4, busy, Duration.ofSeconds(7), UnaryOperator.identity())) {
      List<Round> rounds =
          world.tracer().run(new TraceSettings(32 << 20, 2, 3, Duration.ofSeconds(90)), line -> {});
      return JSON.valueToTree(TraceWriter.write(FACTS, "vmstore", 32 << 20, rounds));
    }
  }

  /** A file far too small for the noise. */
  static JsonNode untold() throws Exception {
    World.Noise loud = new World.Noise(90_000, 20_000, 0, 0);
    try (World world = new World(2, 3, loud, Duration.ZERO, UnaryOperator.identity())) {
      List<Round> rounds =
          world.tracer().run(new TraceSettings(1 << 20, 1, 1, Duration.ofSeconds(90)), line -> {});
      return JSON.valueToTree(TraceWriter.write(FACTS, "vmstore", 1 << 20, rounds));
    }
  }

  static JsonNode compare() throws Exception {
    return compare("vmstore");
  }

  /** To a datastore of one host, and to one of all. */
  static JsonNode several() throws Exception {
    return compare("ESX3-local", "vmstore");
  }

  private static JsonNode compare(String... datastores) throws Exception {
    try (World world = World.inRealTime(3, 3)) {
      List<Contest> contests = new ArrayList<>();
      for (String datastore : datastores) {
        contests.add(contest(world, datastore));
      }
      CompareSettings settings = new CompareSettings(List.of(4L << 20), 1, 5, 1 << 20, 7);
      List<Measurement> measured =
          new Comparison(List::of, true, System::nanoTime).run(contests, settings, line -> {});
      return JSON.valueToTree(CompareWriter.write(FACTS, settings, contests, measured));
    }
  }

  private static Contest contest(World world, String datastore) throws Exception {
    Place place = new Place(datastore, Optional.empty(), "");
    List<HostSnapshot> hosts =
        world.vsphere.datastore(datastore, Optional.empty()).snapshot().mounts().stream()
            .map(Mount::host)
            .toList();
    List<Contestant> ways = new ArrayList<>();
    hosts.forEach(host -> ways.add(Contestant.direct(host, HostPolicies.firstUsable())));
    ways.add(Contestant.policy("round-robin", HostPolicies.roundRobin()));
    ways.add(Contestant.relay());
    return new Contest(
        datastore,
        new TestUploads(world.hostward, world.vsphere, place, "test-", Uploader.WAITING),
        ways,
        hosts,
        Map.of(
            "round-robin", world.hostward.rank(datastore, Optional.empty(), OptionalLong.empty())));
  }

  static JsonNode testbed() {
    return JSON.valueToTree(TestbedSample.document(FACTS));
  }

  /** Figures as the simulation's own documentation has them, some of them off the scale. */
  static JsonNode simulate() {
    return JSON.valueToTree(
        SimulateDocument.of(
            FACTS,
            5,
            1,
            List.of(
                new SimulateDocument.Scenario(
                    "one-busy",
                    "4 hosts with 10 Gb/s, one of them nearly used up by others",
                    108.7,
                    List.of(
                        contender("least-loaded", false, 1.06, 1.09, 0),
                        contender("same-subnet,then=least-loaded", false, 1.061, 1.093, 0),
                        contender("random", false, 3.67, 3.94, 0),
                        contender("govmomi", true, 3.62, 3.91, 0),
                        contender("bosh", true, 5.55, 14.84, 0))),
                new SimulateDocument.Scenario(
                    "one-dies",
                    "4 hosts, one of which falls silent after a minute",
                    327.1,
                    List.of(
                        contender("least-loaded", false, 1.003, 1.01, 7),
                        contender("same-subnet,then=least-loaded", false, 1.004, 1.01, 7),
                        contender("random", false, 1.19, 1.25, 41),
                        contender("govmomi", true, 1.24, 1.27, 61),
                        contender("bosh", true, 3.28, 3.63, 23)))),
            List.of(
                new SimulateDocument.Target(
                    "within 1.10 of the lower bound, worst seed",
                    "one-busy",
                    "met",
                    "1.090 (mean 1.060)"))));
  }

  private static SimulateDocument.Contender contender(
      String name, boolean peer, double ratio, double worst, int failures) {
    return new SimulateDocument.Contender(name, peer, 108.7 * ratio, ratio, worst, failures);
  }

  /** A run with everything that can be told: copies, the relay, failures, waits. */
  static JsonNode distribute() {
    Events events = new Events();
    for (int i = 1; i <= 14; i++) {
      events.planned("vmstore-" + i, 4, 700_000_000);
    }
    events.planned("far", 9, 1_000).begins();
    for (int i = 1; i <= 14; i++) {
      events
          .sent("vmstore-" + i, "ESX" + (1 + i % 10), 700_000_000, 4)
          .looks(1, Waiting.TURN, 100_000_000)
          .copied("vmstore-" + (1 + i % 14), "vmstore-" + i, 700_000_000, 2)
          .looks(1, i % 3 == 0 ? Waiting.COPY : Waiting.HOSTS, 150_000_000);
    }
    String words = "PUT to ESX3 (host-23) failed after 12 MB: connection reset; see its log";
    for (int i = 0; i < 3; i++) {
      events.fails("far", "ESX3", BulkEvent.End.AGAIN, FailureDomain.HOST, words);
    }
    events
        .relayed("vmstore-3", 700_000_000, 9)
        .fails("far", "ESX3", BulkEvent.End.FAILED, FailureDomain.HOST, words)
        .fails("far", "", BulkEvent.End.FAILED, FailureDomain.SOURCE, "a.iso was changed")
        .putOff("far", 6, false, words)
        .held("vmstore-2", 3, false, words);
    return JSON.valueToTree(
        events.ends(
            FACTS,
            RunStatus.SOME_FAILED,
            new PassedOver("images/loop", PassedOver.Reason.LOOP, "a link to a folder it is in")));
  }

  /** The same with markup in every text. */
  static JsonNode hostile(JsonNode document) {
    JsonNode copy = document.deepCopy();
    spoil(copy, "");
    return copy;
  }

  private static void spoil(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode value = object.get(name);
        boolean free =
            !List.of("kind", "standing", "from", "to", "ends", "startedAt").contains(name);
        if (value.isTextual() && free) {
          object.set(name, TextNode.valueOf(value.asText() + " <script>x(1)</script>\"'&%s"));
        } else {
          spoil(value, path + "/" + name);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> spoil(item, path));
    }
  }

  static String text(JsonNode document) throws Exception {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
