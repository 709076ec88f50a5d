package io.hostward.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.Uploader;
import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.trace.World;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.Mount;
import io.hostward.selector.HostPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Contest contest(World world, String datastore) throws Exception {
    List<HostSnapshot> hosts =
        world.vsphere.datastore(datastore, Optional.empty()).snapshot().mounts().stream()
            .map(Mount::host)
            .toList();
    List<Contestant> ways = new ArrayList<>();
    hosts.forEach(host -> ways.add(Contestant.direct(host, HostPolicies.firstUsable())));
    ways.add(Contestant.relay());
    Place place = new Place(datastore, Optional.empty(), "");
    TestUploads uploads =
        new TestUploads(world.hostward, world.vsphere, place, "test-", Uploader.WAITING);
    return new Contest(datastore, uploads, ways, hosts, Map.of());
  }

  @Test
  void datastoresTakeTurnsAndEachHasFiguresOfItsOwn() throws Exception {
    try (World world = World.inRealTime(1, 2)) {
      List<Contest> contests = List.of(contest(world, "ESX2-local"), contest(world, "vmstore"));
      CompareSettings settings = new CompareSettings(List.of(100_000L), 1, 5, 0, 3);
      List<String> said = new ArrayList<>();

      List<Measurement> measured =
          new Comparison(List::of, true, System::nanoTime).run(contests, settings, said::add);

      // Two ways to the one and three to the other, each once in every repetition.
      assertThat(measured).hasSize(25);
      for (int repetition = 0; repetition < 5; repetition++) {
        assertThat(measured.subList(5 * repetition, 5 * repetition + 5))
            .extracting(run -> run.datastore() + " " + run.contestant().name())
            .containsExactlyInAnyOrder(
                "ESX2-local direct to ESX2",
                "ESX2-local relay through vCenter",
                "vmstore direct to ESX1",
                "vmstore direct to ESX2",
                "vmstore relay through vCenter");
      }
      assertThat(measured.stream().map(run -> run.datastore() + run.contestant().name()).toList())
          .as("no repetition is ordered as another")
          .extracting(String::valueOf)
          .satisfies(all -> assertThat(all.subList(0, 5)).isNotEqualTo(all.subList(5, 10)));
      assertThat(said).contains("run 5 of 5: direct to ESX1, [vmstore]");

      CompareDocument document =
          CompareWriter.write(
              RunFacts.of(List.of(), "test", "lab", Instant.EPOCH), settings, contests, measured);
      assertThat(document.datastores())
          .extracting(CompareDocument.DatastorePart::datastore)
          .containsExactly("ESX2-local", "vmstore");
      for (CompareDocument.DatastorePart part : document.datastores()) {
        assertThat(part.runs()).hasSize(5 * part.ways().size());
        assertThat(part.ways()).allMatch(way -> way.runs() == 5);
        assertThat(part.ways().get(0).overRelayLow()).isNotNull();
        assertThat(document.answer()).contains("[" + part.datastore() + "] " + part.answer());
      }
    }
  }
}
