package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TestbedStateTest {
  private static final Access ACCESS =
      new Access(URI.create("https://198.18.13.10:443/sdk"), "me@lab", "word \u00e9=:#", "AA:BB");

  @Provide
  Arbitrary<TestbedState> states() {
    Arbitrary<Running> processes =
        Combinators.combine(
                Arbitraries.longs().between(1, 4_000_000), Arbitraries.longs().greaterOrEqual(0))
            .as(Running::new);
    Arbitrary<Map<String, Running>> named =
        Arbitraries.maps(Arbitraries.of("client", "vCenter", "ESX1", "ESX2"), processes);
    Arbitrary<Optional<Access>> access = Arbitraries.of(Optional.empty(), Optional.of(ACCESS));
    return Combinators.combine(Plans.any(), processes, named, access).as(TestbedState::new);
  }

  @Property(tries = 200)
  void whatIsWrittenCanBeRead(@ForAll("states") TestbedState state) {
    assertThat(TestbedState.parse(state.write())).isEqualTo(state);
  }

  @Example
  void itsFileIsThereOrNot() throws Exception {
    Path folder = Files.createTempDirectory("state");
    Path file = folder.resolve("state");
    TestbedState state =
        new TestbedState(
            Plans.FOUR, new Running(7, 8), Map.of("ESX1", new Running(9, 10)), Optional.empty());
    try {
      assertThat(TestbedState.load(file)).isEmpty();

      state.save(file);

      assertThat(TestbedState.load(file)).contains(state);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  @Example
  void whatIsNoStateIsRefused() {
    assertThatThrownBy(() -> TestbedState.parse("hosts=4"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void thePasswordIsInNoMessage() {
    assertThat(ACCESS.toString()).contains("me@lab").doesNotContain("word");
  }

  @Example
  void aPlanTravelsAsOneWord() throws Exception {
    String word = OneWord.of(Plans.FOUR.toProperties());

    assertThat(word).doesNotContainAnyWhitespaces();
    assertThat(TestbedPlan.of(OneWord.properties(word))).isEqualTo(Plans.FOUR);
    assertThatThrownBy(() -> OneWord.properties("no such: word")).isInstanceOf(IOException.class);
  }
}
