package io.hostward.simulation.shards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardStudyTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void shardsComeNearTheBoundWhileVcenterIsNotTheLimit(int shards) {
    ShardStudy.Outcome outcome = ShardStudy.run(ShardWorld.small(4e9), shards);

    assertThat(outcome.callBound()).isFalse();
    assertThat(outcome.ratio()).isBetween(1.0, 1.15);
  }

  @Test
  void vcenterIsTheLimitOfSmallFilesHoweverManyShards() {
    ShardStudy.Outcome four = ShardStudy.run(ShardWorld.small(10e6), 4);
    ShardStudy.Outcome eight = ShardStudy.run(ShardWorld.small(10e6), 8);

    assertThat(eight.callBound()).isTrue();
    assertThat(eight.callsPerSecond()).isBetween(225.0, 250.0);
    assertThat(eight.seconds()).isBetween(four.seconds() * 0.95, four.seconds() * 1.05);
  }

  @Test
  void theSameWorldGivesTheSameOutcome() {
    assertThat(ShardStudy.run(ShardWorld.small(1e9), 3))
        .isEqualTo(ShardStudy.run(ShardWorld.small(1e9), 3));
  }
}
