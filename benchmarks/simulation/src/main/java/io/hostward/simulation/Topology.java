package io.hostward.simulation;

import java.util.stream.IntStream;

/** The shared resources of a scenario, by number, and how their capacities change. */
final class Topology {
  private final Scenario scenario;
  private final FluidEngine engine;
  private final int uploaders;
  private final int hosts;

  Topology(Scenario scenario, int uploaders) {
    this.scenario = scenario;
    this.uploaders = uploaders;
    this.hosts = scenario.hosts().size();
    this.engine = new FluidEngine(uploaders + hosts + 2);
    for (int i = 0; i < uploaders; i++) {
      engine.capacity(i, scenario.uploaders().get(i).line());
    }
    engine.capacity(uploaders + hosts, scenario.relay());
    engine.capacity(uploaders + hosts + 1, scenario.siteLine());
    for (int i = 0; i < hosts; i++) {
      follow(scenario.hosts().get(i), uploaders + i);
    }
  }

  FluidEngine engine() {
    return engine;
  }

  /** Bytes that uploads have sent through a host so far. */
  double moved(int host) {
    return engine.moved(uploaders + host);
  }

  double diesAt(int host) {
    return scenario.hosts().get(host).diesAt();
  }

  int[] direct(int uploader, int host) {
    boolean far = scenario.hosts().get(host).site() != scenario.uploaders().get(uploader).site();
    return far
        ? new int[] {uploader, uploaders + host, uploaders + hosts + 1}
        : new int[] {uploader, uploaders + host};
  }

  int[] relayed(int uploader, int host) {
    int[] direct = direct(uploader, host);
    return IntStream.concat(IntStream.of(direct), IntStream.of(uploaders + hosts)).toArray();
  }

  private void follow(SimHost host, int resource) {
    engine.capacity(resource, host.capacity(0));
    for (Curve curve : new Curve[] {host.network(), host.cpu()}) {
      for (double time : curve.times()) {
        engine.at(time, () -> engine.capacity(resource, host.capacity(time)));
      }
    }
    if (host.diesAt() < Double.POSITIVE_INFINITY) {
      engine.at(host.diesAt(), () -> engine.capacity(resource, 0));
    }
  }
}
