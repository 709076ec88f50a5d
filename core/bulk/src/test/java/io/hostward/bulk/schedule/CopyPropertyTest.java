package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is copied, from where, and that nobody waits for ever, whatever arrives and fails when. */
class CopyPropertyTest {
  private static final long SIZE = 10 << 20;

  private static final class Fixture extends ScheduleFixture {
    private final Random random;
    private final Set<DatastorePath> holding = new HashSet<>();
    private int looked;

    Fixture(Random random, int datastores, int files, int perSource) {
      this.random = random;
      copies = new CopyLimits(perSource, 1.5, Duration.ofSeconds(5));
      limits = new ScheduleLimits(12, 3, 6, 0);
      for (int n = 0; n < datastores; n++) {
        Set<String> mounting = new HashSet<>(Set.of("h" + random.nextInt(3)));
        mounting.add("h" + random.nextInt(3));
        hosts.put("ds" + n, mounting);
      }
      for (int file = 0; file < files; file++) {
        int origin = random.nextInt(datastores);
        for (int n = 0; n < datastores; n++) {
          backlog.add(
              "f" + file,
              "ds" + n,
              SIZE,
              n == origin
                  ? Optional.empty()
                  : Optional.of(new DatastorePath("ds" + origin, "f" + file)));
        }
      }
    }

    /** Of each copy that begins, its source has the file, and no more copies than it may. */
    private void look() {
      for (Task task : carrier.begun().subList(looked, carrier.begun().size())) {
        task.copyFrom()
            .ifPresent(
                from -> {
                  assertThat(holding).contains(from);
                  assertThat(hosts.get(from.datastore()))
                      .as("a host mounts both")
                      .containsAnyElementsOf(hosts.get(task.datastore()));
                });
      }
      looked = carrier.begun().size();
      Map<String, Integer> copying = new HashMap<>();
      for (Task task : carrier.running()) {
        task.copyFrom().ifPresent(from -> copying.merge(from.datastore(), 1, Integer::sum));
      }
      assertThat(copying.values()).allMatch(count -> count <= copies.perSource());
    }

    RunReport run(int failures) {
      CompletableFuture<RunReport> end = schedule().run();
      for (int step = 0; !end.isDone(); step++) {
        assertThat(step).as("it ends").isLessThan(5000);
        look();
        List<Task> running = carrier.running();
        if (running.isEmpty() || random.nextInt(10) == 0) {
          time.pass(Duration.ofSeconds(random.nextInt(4)));
          assertThat(time.next() || !running.isEmpty()).as("something is to come").isTrue();
          continue;
        }
        Task task = running.get(random.nextInt(running.size()));
        if (random.nextInt(100) < failures) {
          carrier.fail(task, FailureDomain.HOST);
        } else {
          holding.add(task.delivery().target());
          carrier.arrive(task, task.copyFrom().isPresent());
        }
      }
      return end.join();
    }
  }

  @Property(tries = 200)
  void everyFileArrivesAndCopiesComeFromWhereItIs(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int datastores,
      @ForAll @IntRange(min = 1, max = 6) int files,
      @ForAll @IntRange(min = 1, max = 3) int perSource,
      @ForAll @IntRange(min = 0, max = 30) int failures) {
    Fixture fixture = new Fixture(new Random(seed), datastores, files, perSource);
    RunReport report = fixture.run(failures);

    assertThat(report.tally().open().deliveries()).isZero();
    assertThat(report.tally().arrived().deliveries()).isEqualTo(fixture.holding.size());
    if (failures == 0) {
      assertThat(fixture.holding).hasSize(datastores * files);
      assertThat(fixture.carrier.begun()).hasSize(datastores * files);
    }
  }
}
