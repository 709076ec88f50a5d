package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Deliveries of tests, and their plans. */
final class Plans {
  private Plans() {}

  static Delivery delivery(String target, long size) {
    return new Delivery(
        new SourceFile(
            "/src/a", "a", OptionalLong.of(size), Optional.of(Instant.EPOCH), Optional.empty()),
        DatastorePath.parse(target));
  }

  static Delivery manifestRow(Path source, String target, OptionalLong size) {
    return new Delivery(
        new SourceFile(source.toString(), "a", size, Optional.empty(), Optional.empty()),
        DatastorePath.parse(target));
  }

  static List<Planned> plan(Planner planner, Delivery... deliveries) {
    try (Stream<Planned> plan = planner.plan(Stream.of(deliveries))) {
      return plan.toList();
    }
  }
}
