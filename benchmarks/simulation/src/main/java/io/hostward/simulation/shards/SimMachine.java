package io.hostward.simulation.shards;

import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A machine that runs one shard: it carries deliveries out over its own line to hosts of its own.
 * Bodies of one host share its line evenly, and all together the machine's; what a body does not
 * get of the one it does not make up for on the other, which errs to the slow side.
 */
final class SimMachine implements Carrier {
  private final ShardWorld world;
  private final Clockwork clock;
  private final SimVcenter vcenter;
  private final Map<String, Set<String>> mounted;
  private final Set<String> own;
  private final List<Body> bodies = new ArrayList<>();
  private final Map<String, Integer> load = new HashMap<>();
  private double since;
  private long turn;

  private static final class Body {
    private final String host;
    private final Runnable done;
    private double left;
    private double rate;

    Body(String host, double left, Runnable done) {
      this.host = host;
      this.left = left;
      this.done = done;
    }
  }

  SimMachine(
      ShardWorld world,
      Clockwork clock,
      SimVcenter vcenter,
      Map<String, Set<String>> mounted,
      Set<String> own) {
    this.world = world;
    this.clock = clock;
    this.vcenter = vcenter;
    this.mounted = mounted;
    this.own = own;
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    CompletableFuture<CarryResult> carried = new CompletableFuture<>();
    String host = idlest(task, underway);
    if (host == null) {
      throw new IllegalStateException("the schedule began " + task + " without a host");
    }
    Runnable whole =
        () ->
            vcenter.call(
                ShardWorld.CALLS_AFTER,
                () -> carried.complete(new CarryResult.Arrived(host, false, Optional.empty())));
    vcenter.call(
        ShardWorld.CALLS_BEFORE,
        () -> {
          settle();
          bodies.add(new Body(host, task.bytes(), whole));
          share();
        });
    // It holds its place with the host from when it was chosen to the end of its body and no longer
    // than that in a real run too, give or take the calls.
    load.merge(host, 1, Integer::sum);
    var unused = carried.whenComplete((result, failure) -> load.merge(host, -1, Integer::sum));
    return carried;
  }

  private @Nullable String idlest(Task task, Underway underway) {
    List<String> hosts =
        mounted.getOrDefault(task.datastore(), Set.of()).stream()
            .filter(own::contains)
            .sorted(
                java.util.Comparator.<String>comparingInt(host -> load.getOrDefault(host, 0))
                    .thenComparing(host -> host))
            .toList();
    for (String host : hosts) {
      if (underway.enter(host)) {
        return host;
      }
    }
    return null;
  }

  /** What has gone since rates last changed. */
  private void settle() {
    double seconds = clock.now() - since;
    since = clock.now();
    bodies.forEach(body -> body.left -= body.rate * seconds);
  }

  private void share() {
    Map<String, Integer> of = new HashMap<>();
    bodies.forEach(body -> of.merge(body.host, 1, Integer::sum));
    double wanted = 0;
    for (Body body : bodies) {
      body.rate = world.hostRate() / of.getOrDefault(body.host, 1);
      wanted += body.rate;
    }
    double part = Math.min(1, world.line() / Math.max(1, wanted));
    double next = Double.POSITIVE_INFINITY;
    for (Body body : bodies) {
      body.rate *= part;
      next = Math.min(next, body.left / body.rate);
    }
    long mine = ++turn;
    if (!bodies.isEmpty()) {
      clock.at(clock.now() + Math.max(0, next), () -> finish(mine));
    }
  }

  private void finish(long of) {
    if (of != turn) {
      return;
    }
    settle();
    List<Body> over = bodies.stream().filter(body -> body.left < 1).toList();
    bodies.removeAll(over);
    over.forEach(body -> body.done.run());
    share();
  }
}
