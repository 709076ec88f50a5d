package io.hostward.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SimulationTest {

  @Example
  void flowsShareMaxMinFairly() {
    FluidEngine engine = new FluidEngine(2);
    engine.capacity(0, 10);
    engine.capacity(1, 4);
    List<Double> ends = new ArrayList<>();
    // Two flows share the narrow resource, 2 each; the third takes the 6 that are left.
    engine.start(new FluidFlow(new int[] {0, 1}, 20, () -> ends.add(engine.now())));
    engine.start(new FluidFlow(new int[] {0, 1}, 20, () -> ends.add(engine.now())));
    engine.start(new FluidFlow(new int[] {0}, 60, () -> ends.add(engine.now())));
    engine.run();

    assertThat(ends).hasSize(3).allSatisfy(end -> assertThat(end).isCloseTo(10, within(1e-6)));
    assertThat(engine.moved(0)).isCloseTo(100, within(1e-3));
  }

  @Property(tries = 50)
  void oneFlowTakesItsSizeByItsScarcestResource(
      @ForAll @DoubleRange(min = 1, max = 1e6) double a,
      @ForAll @DoubleRange(min = 1, max = 1e6) double b,
      @ForAll @DoubleRange(min = 1, max = 1e6) double size) {
    FluidEngine engine = new FluidEngine(2);
    engine.capacity(0, a);
    engine.capacity(1, b);
    engine.start(new FluidFlow(new int[] {0, 1}, size, () -> {}));
    engine.run();
    assertThat(engine.now()).isCloseTo(size / Math.min(a, b), within(1e-3));
  }

  @Example
  void capacityThatChangesMidwayCounts() {
    FluidEngine engine = new FluidEngine(1);
    engine.capacity(0, 10);
    engine.at(5, () -> engine.capacity(0, 0));
    engine.at(7, () -> engine.capacity(0, 5));
    engine.start(new FluidFlow(new int[] {0}, 100, () -> {}));
    engine.run();
    assertThat(engine.now()).isCloseTo(17, within(1e-6));
  }

  @Property(tries = 30)
  void nothingBeatsTheLowerBoundAndSeedsRepeat(
      @ForAll @IntRange(min = 0, max = 4) int scenario,
      @ForAll @IntRange(min = 0, max = 10) int contender,
      @ForAll @IntRange(min = 1, max = 1000) int seed) {
    String name =
        List.of("four-equal", "one-busy", "mixed-lines", "one-huge", "two-sites").get(scenario);
    Contender chosen = Contender.all().get(contender);

    SimOutcome outcome = Simulation.run(Scenarios.make(name, seed), chosen, seed);

    assertThat(outcome.ratio()).isGreaterThanOrEqualTo(1 - 1e-9);
    assertThat(Simulation.run(Scenarios.make(name, seed), chosen, seed)).isEqualTo(outcome);
  }

  @Example
  void theBoundIsReachedWhereOneFileGoesToTheOnlyHost() {
    SimHost host =
        new SimHost(
            "esx1",
            Scenarios.GBIT,
            Curve.constant(0),
            Curve.constant(0),
            0.5,
            Double.POSITIVE_INFINITY,
            0);
    Scenario scenario =
        new Scenario(
            "one",
            "one",
            List.of(host),
            List.of(new SimUploader(10 * Scenarios.GBIT, 1, List.of(1e9), 0)),
            20,
            Scenarios.GBIT,
            Double.POSITIVE_INFINITY);
    SimOutcome outcome = Simulation.run(scenario, Contender.hostward("first-usable"), 1);

    assertThat(outcome.makespan()).isCloseTo(8.1, within(1e-6));
    assertThat(outcome.ratio()).isCloseTo(1, within(1e-9));
  }

  @Example
  void aDyingHostFailsItsTransfersAndTheFilesArriveElsewhere() {
    Scenario scenario = Scenarios.make("one-dies", 1);
    SimOutcome ours = Simulation.run(scenario, Contender.hostward("least-loaded"), 1);
    SimOutcome random = Simulation.run(scenario, Contender.peers().get(0), 1);

    assertThat(ours.failures()).isBetween(1, 12);
    assertThat(random.failures()).isGreaterThan(ours.failures());
    assertThat(ours.makespan()).isLessThan(random.makespan());
  }

  @Example
  void leastLoadedMeetsItsTargetsInTheSmallScenarios() {
    Results results =
        Comparison.run(
            List.of("four-equal", "one-busy", "mixed-lines", "one-huge", "two-sites"),
            Comparison.contenderNames(),
            1,
            2,
            name -> {});

    assertThat(Targets.of(results))
        .isNotEmpty()
        .noneMatch(check -> check.verdict() == Targets.Verdict.MISSED);
    assertThat(Csv.of(results).lines()).hasSize(1 + 5 * 11 * 2);
  }

  @Example
  void oneShotProcessesKnowLessThanOneThatRemembers() {
    Results results =
        Comparison.run(
            List.of("four-equal"),
            List.of("least-loaded", "one-shot:least-loaded"),
            1,
            1,
            name -> {});
    Results.Row row = results.rows().get(0);
    assertThat(row.cell("least-loaded").orElseThrow().ratio())
        .isLessThan(row.cell("one-shot:least-loaded").orElseThrow().ratio());
  }

  /** No host of that name, or none at all: the simulation would never end. */
  @Example
  void aPolicyWithoutAHostForAFileIsRefused() {
    for (String policy : List.of("pinned,host=nosuch", "none")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Comparison.run(List.of("one-busy"), List.of(policy), 1, 50, name -> {}))
          .withMessageStartingWith("with '" + policy + "' a file never arrives");
    }
  }

  @Example
  void unknownNamesAreRefusedWithTheValidOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.run(List.of("none"), List.of("random"), 1, 1, name -> {}))
        .withMessageContaining("four-equal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.run(List.of("one-busy"), List.of("best"), 1, 1, name -> {}))
        .withMessageContaining("least-loaded");
  }
}
