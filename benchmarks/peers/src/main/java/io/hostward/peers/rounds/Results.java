package io.hostward.peers.rounds;

import io.hostward.peers.client.Client;
import io.hostward.peers.machine.Cost;
import io.hostward.peers.server.Spoken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What came of one load on one server. Not thread-safe. */
public final class Results {
  private final Load load;
  private final List<String> clients;
  private final Map<String, Map<Integer, Cost>> costs = new HashMap<>();
  private final Map<String, List<Spoken>> spoken = new HashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * Nothing yet.
   *
   * @param clients their names, in the order of the table's rows
   */
  public Results(Load load, List<String> clients) {
    this.load = load;
    this.clients = List.copyOf(clients);
  }

  /**
   * Notes a transfer.
   *
   * @param agreed what the server agreed on with it
   */
  public void add(String client, int round, Cost cost, Spoken agreed) {
    costs.computeIfAbsent(client, name -> new HashMap<>()).put(round, cost);
    spoken.computeIfAbsent(client, name -> new ArrayList<>()).add(agreed);
  }

  /** Notes that a client failed; its first reason is kept. */
  public void fail(String client, String reason) {
    failures.putIfAbsent(client, reason);
  }

  /** Returns true if every client's every transfer arrived. */
  public boolean allArrived() {
    return failures.isEmpty();
  }

  /** Returns the table in Markdown, and a line for each client that failed. */
  public List<String> table() {
    boolean files = load.deliveries().size() > 1;
    List<String> lines = new ArrayList<>();
    lines.add(
        "| client | %s | x curl | CPU-s/GiB | x curl%s | peak MiB | x curl | resumed |"
            .formatted(files ? "files/s" : "MB/s", files ? " | CPU-ms/file" : ""));
    lines.add("| --- |" + " ---: |".repeat(files ? 7 : 6) + " ---: |");
    for (String client : clients) {
      if (costs.containsKey(client)) {
        lines.add(row(client, files));
      }
    }
    Set<String> agreed = new TreeSet<>();
    spoken.values().forEach(all -> all.forEach(each -> agreed.add(each.tls())));
    lines.addAll(List.of("", "All spoke " + String.join(", ", agreed) + "."));
    failures.forEach((client, reason) -> lines.addAll(List.of("", client + " failed: " + reason)));
    return lines;
  }

  private String row(String client, boolean files) {
    ToDoubleFunction<Cost> speed =
        files
            ? cost -> load.deliveries().size() / cost.seconds()
            : cost -> load.bytes() / 1e6 / cost.seconds();
    ToDoubleFunction<Cost> cpu = cost -> cost.cpuSeconds() / load.bytes() * (1L << 30);
    ToDoubleFunction<Cost> peak = cost -> cost.peakBytes() / 1048576.0;
    List<String> cells = new ArrayList<>();
    cells.add(client);
    cells.add(spread(client, speed).text(0));
    cells.add(ratio(client, speed));
    cells.add(spread(client, cpu).text(2));
    cells.add(ratio(client, cpu));
    if (files) {
      cells.add(
          spread(client, cost -> cost.cpuSeconds() * 1000 / load.deliveries().size()).text(2));
    }
    cells.add(spread(client, peak).text(0));
    cells.add(ratio(client, peak));
    cells.add(Spoken.resumedPercent(spoken.getOrDefault(client, List.of())) + " %");
    return "| " + String.join(" | ", cells) + " |";
  }

  private Spread spread(String client, ToDoubleFunction<Cost> figure) {
    return Spread.of(of(client).values().stream().map(cost -> figure.applyAsDouble(cost)).toList());
  }

  /** Each round's figure is divided by curl's of the same round. */
  private String ratio(String client, ToDoubleFunction<Cost> figure) {
    Map<Integer, Cost> curl = of(Client.CURL);
    List<Double> ratios = new ArrayList<>();
    of(client)
        .forEach(
            (round, cost) ->
                Optional.ofNullable(curl.get(round))
                    .map(figure::applyAsDouble)
                    .filter(base -> base > 0)
                    .ifPresent(base -> ratios.add(figure.applyAsDouble(cost) / base)));
    return ratios.isEmpty() ? "-" : Spread.of(ratios).text(2);
  }

  private Map<Integer, Cost> of(String client) {
    return costs.getOrDefault(client, Map.of());
  }
}
