package io.hostward.peers;

import io.hostward.peers.client.Client;
import io.hostward.peers.client.Clients;
import io.hostward.peers.machine.MachineFacts;
import io.hostward.peers.machine.Meter;
import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Workshop;
import io.hostward.peers.rounds.Load;
import io.hostward.peers.rounds.ReportFile;
import io.hostward.peers.rounds.Results;
import io.hostward.peers.rounds.Rounds;
import io.hostward.peers.server.Identity;
import io.hostward.peers.server.PeerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code peers transfers}. */
@Command(
    name = "transfers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Send the same files with Hostward and with other people's programs.",
    description = {
      "",
      "All clients send to this machine's own servers, one client at a time, in rounds of random"
          + " order. Hostward's transport is measured alone, with a ticket at hand. Clients that"
          + " stay (JVMs, Python) are measured from the order to the answer, after warm-ups;"
          + " hostward-cold, curl and govmomi from the start of their process to its end. The"
          + " server's CPU does not count; that it got all bytes is verified, outside of the time.",
      ""
    })
final class TransfersCommand implements Callable<Integer> {
  private static final String HEADING = "Transfers";

  /** Memory that stays free for everybody else. */
  private static final long SPARE = 4L << 30;

  @Mixin private TransferOptions options = new TransferOptions();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the tables into this Markdown file too.")
  private @org.jspecify.annotations.Nullable Path write;

  private final Invocation invocation;
  private final List<String> notes = new ArrayList<>();

  TransfersCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.prepare();
    List<String> report = new ArrayList<>(invocation.head("curl"));
    boolean all = true;
    try (WorkFolder work = WorkFolder.create(options.folder)) {
      Workshop workshop = new Workshop(work.path());
      Identity identity = Identity.create(work.path(), options.tls, !options.noResumption);
      Meter meter = Meter.build(workshop, work.path());
      Clients.Setting setting =
          new Clients.Setting(work.path(), identity, options.parallel, options.jvmOptions);
      try (Clients clients = Clients.create(setting, workshop, meter, options::wants);
          Servers servers = Servers.start(work, workshop, identity, options, notes)) {
        notes.addAll(0, clients.missing());
        List<String> tables = new ArrayList<>();
        all = measure(work, clients.present(), servers.all(), tables);
        report.addAll(notes.stream().map(note -> "- " + note).toList());
        report.addAll(tables);
      }
    } catch (MissingException e) {
      System.err.println("nothing can be measured: " + e.getMessage());
      return 2;
    }
    report.forEach(System.out::println);
    if (write != null) {
      new ReportFile(write).write(HEADING, report);
    }
    return all ? 0 : 1;
  }

  private boolean measure(
      WorkFolder work, List<Client> clients, List<PeerServer> servers, List<String> tables)
      throws IOException {
    boolean all = true;
    Rounds rounds = new Rounds(clients, options.seed, System.err::println);
    for (LoadPlan plan : options.plans()) {
      if (plan.rounds() == 0) {
        continue;
      }
      if (plan.bytes() + SPARE > MachineFacts.availableBytes()) {
        notes.add(plan.title() + ": left out, since there is not memory enough for the files");
        continue;
      }
      Load load = plan.write(work.path(), options.seed);
      try {
        for (PeerServer server : servers) {
          if (server.keepsFiles() && load.bytes() + SPARE > MachineFacts.availableBytes()) {
            notes.add(
                "%s: left out on %s, which would keep a copy in memory"
                    .formatted(load.title(), server.name()));
          } else {
            Results results = rounds.run(server, load);
            all &= results.allArrived();
            tables.addAll(List.of("", "### " + load.title() + ", " + server.name(), ""));
            tables.addAll(results.table());
          }
        }
      } finally {
        load.delete();
      }
    }
    return all;
  }
}
