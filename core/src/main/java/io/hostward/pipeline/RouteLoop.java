package io.hostward.pipeline;

import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries routes in their order until one serves. The one loop: whatever goes over routes goes
 * through it. What comes after a failure is said by its domain; the relay alone is tried once more,
 * where vCenter may have been away for a moment.
 */
final class RouteLoop {
  /** Answers of a service that is about to be back. */
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private RouteLoop() {}

  /** What is done over each route. */
  interface Attempt<T> {
    T over(Route route) throws StepFailure;

    /** Whether a further attempt makes sense. */
    boolean canGoOn();

    /** Before a further attempt. */
    void clear();

    /** Whether the route is tried again, after all that are left. */
    default boolean comesBack(Route route, StepFailure failure) {
      return false;
    }

    /** Whether the same route may be tried once more. */
    boolean mayRepeat();

    /** Before it is. */
    void pause(StepFailure failure) throws StepFailure;
  }

  /** Returns what the first route that served gave; nothing if none did. */
  static <T> Optional<T> first(List<Route> routes, Attempt<T> attempt) {
    Deque<Route> left = new ArrayDeque<>(routes);
    boolean relayRepeated = false;
    while (!left.isEmpty() && attempt.canGoOn()) {
      Route route = left.poll();
      try {
        return Optional.of(attempt.over(route));
      } catch (StepFailure failure) {
        switch (failure.domain().next()) {
          case END, ASK_AGAIN -> left.clear();
          case RELAY -> left.removeIf(Route.Direct.class::isInstance);
          case NEXT_ROUTE -> {
            if (attempt.comesBack(route, failure)) {
              left.addLast(route);
            } else if (!relayRepeated && attempt.mayRepeat() && mayPass(route, failure)) {
              relayRepeated = true;
              left.addFirst(route);
              pause(attempt, failure);
            }
          }
        }
      }
      if (!left.isEmpty() && attempt.canGoOn()) {
        attempt.clear();
      }
    }
    return Optional.empty();
  }

  private static void pause(Attempt<?> attempt, StepFailure failure) {
    try {
      attempt.pause(failure);
    } catch (StepFailure brokenOff) {
      failure.addSuppressed(brokenOff);
    }
  }

  private static boolean mayPass(Route route, StepFailure failure) {
    return route instanceof Route.Relay
        && failure.domain() == FailureDomain.HOST
        && failure.stage() == Stage.TRANSFER
        && failure.isTransfer()
        && (failure.status().isEmpty() || PASSING.contains(failure.status().getAsInt()));
  }
}
