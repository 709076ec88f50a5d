package io.hostward.experiment.report;

import io.hostward.experiment.testbed.CopiesDocument;
import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.InterfaceCounters;
import io.hostward.experiment.testbed.LinkRate;
import io.hostward.experiment.testbed.TestbedPlan;
import io.hostward.experiment.testbed.TwoCopies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies as a testbed's meters would show them; a real one needs root. */
final class TestbedSample {
  private static final long BYTES = 268_435_456;
  private static final int ROUNDS = 3;
  private static final double RELAYED = 5.8;
  private static final double STRAIGHT = 2.3;
  private static final double BEFORE = 0.2;

  private TestbedSample() {}

  static CopiesDocument document(RunFacts facts) {
    TestbedPlan plan =
        new TestbedPlan(
            4,
            LinkRate.parse("1Gbit"),
            LinkRate.parse("400Mbit"),
            LinkRate.parse("1Gbit"),
            Optional.of("ESX4"),
            Duration.ofMillis(20));
    List<Copy> copies = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String datastore : TwoCopies.datastores()) {
        for (Copy.Way way : Copy.Way.values()) {
          copies.add(copy(plan, round, datastore, way));
        }
      }
    }
    return CopiesDocument.of(facts, plan, BYTES, ROUNDS, copies);
  }

  private static Copy copy(TestbedPlan plan, int round, String datastore, Copy.Way way) {
    boolean relay = way == Copy.Way.RELAY;
    boolean shared = datastore.equals(TestbedPlan.SHARED);
    boolean fails = round == ROUNDS && relay && shared;
    String other = relay ? "ESX2" : "ESX1";
    String host = shared ? other : TestbedPlan.LOCAL_HOST;
    double seconds = (relay ? RELAYED : STRAIGHT) * (1 + round / 20.0);
    List<Copy.Reading> meters = new ArrayList<>();
    for (double at = 0; at < seconds + BEFORE; at += 0.25) {
      double part = Math.min(1, Math.max(0, at - BEFORE) / seconds);
      meters.add(new Copy.Reading(at, passed(plan, relay, host, (long) (BYTES * part))));
    }
    return new Copy(
        round,
        datastore,
        way,
        BYTES,
        "route",
        seconds + BEFORE,
        BEFORE,
        fails ? 0 : seconds,
        fails ? 0 : (long) (BYTES / seconds),
        fails ? Optional.empty() : Optional.of(host),
        passed(plan, relay, host, BYTES),
        meters,
        fails ? Optional.of("connection reset by vCenter") : Optional.empty());
  }

  private static Map<String, InterfaceCounters> passed(
      TestbedPlan plan, boolean relay, String host, long bytes) {
    Map<String, InterfaceCounters> all = new LinkedHashMap<>();
    plan.nodes().forEach(node -> all.put(node.name(), new InterfaceCounters(900, 800)));
    all.put("client", new InterfaceCounters(90_000, bytes));
    if (relay) {
      all.put("vCenter", new InterfaceCounters(bytes, bytes));
    }
    all.put(host, new InterfaceCounters(bytes, 70_000));
    return all;
  }
}
