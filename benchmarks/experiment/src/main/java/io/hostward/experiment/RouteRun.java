package io.hostward.experiment;

import io.hostward.transfer.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One transfer by one route.
 *
 * @param route the route
 * @param bytes the file's size
 * @param elapsed the time in all, from reading the inventory until the file stands under its name
 * @param flows where the bytes went; empty where that is unknown
 * @param problem why the file did not arrive; empty if it did
 */
public record RouteRun(
    Route route, long bytes, Duration elapsed, List<Flow> flows, Optional<String> problem) {
  /** Copies the list. */
  public RouteRun {
    flows = List.copyOf(flows);
  }
}
