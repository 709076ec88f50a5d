package io.hostward.peers;

import io.hostward.peers.client.Client;
import io.hostward.peers.client.Clients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is sent, how often, by whom. */
final class TransferOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each client is measured. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "How many transfers of the one file go before the first that counts, for clients that"
              + " stay; of the many files they send all once. Default: ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(
      names = "--file",
      paramLabel = "SIZE",
      converter = ByteCount.class,
      defaultValue = "1GiB",
      description = "One file of this size in each round; 0B for none. Default: ${DEFAULT-VALUE}.")
  private long file;

  @Option(
      names = "--large-file",
      paramLabel = "SIZE",
      converter = ByteCount.class,
      defaultValue = "10GiB",
      description = "One file of this size, once; 0B for none. Default: ${DEFAULT-VALUE}.")
  private long largeFile;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "5000",
      description = "So many small files in each round; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(
      names = "--small-file",
      paramLabel = "SIZE",
      converter = ByteCount.class,
      defaultValue = "64KiB",
      description = "The size of each. Default: ${DEFAULT-VALUE}.")
  private long smallFile;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many of them each client sends at a time. Default: ${DEFAULT-VALUE}.")
  int parallel;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "Only this client, and curl; may be repeated. Default: all.")
  private List<String> clients = new ArrayList<>();

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Only this server: discard or nginx. Default: both.")
  private String server = "";

  @Option(
      names = "--tls",
      paramLabel = "VERSION",
      defaultValue = "1.3",
      description =
          "1.2 or 1.3; the servers accept nothing else, and one cipher alone, AES-256-GCM."
              + " Default: ${DEFAULT-VALUE}.")
  String tls = "";

  @Option(
      names = "--no-resumption",
      description =
          "The servers let no TLS session be resumed, so that each connection costs a whole"
              + " handshake.")
  boolean noResumption;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "An option for the clients' JVMs; may be repeated.")
  List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "/dev/shm",
      description = "A tmpfs for the files and for nginx. Default: ${DEFAULT-VALUE}.")
  Path folder = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the files' bytes and the orders. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--quick",
      description = "Whether it works, in seconds: one round, a file of 1 MiB and 20 small ones.")
  private boolean quick;

  void prepare() {
    require(rounds >= 1, "--rounds is one or more");
    require(warmUps >= 0 && files >= 0, "--warm-ups and --files are zero or more");
    require(parallel >= 1, "--parallel is one or more");
    require(tls.equals("1.2") || tls.equals("1.3"), "--tls is 1.2 or 1.3");
    require(List.of("", "discard", "nginx").contains(server), "--server is discard or nginx");
    require(
        Clients.names().containsAll(clients),
        "--client is one of " + String.join(", ", new TreeSet<>(Clients.names())));
    if (quick) {
      rounds = 1;
      warmUps = 1;
      file = 1 << 20;
      largeFile = 0;
      files = 20;
    }
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  boolean wants(String client) {
    return clients.isEmpty() || client.equals(Client.CURL) || clients.contains(client);
  }

  boolean wantsServer(String name) {
    return server.isEmpty() || server.equals(name);
  }

  List<LoadPlan> plans() {
    List<LoadPlan> plans = new ArrayList<>();
    if (file > 0) {
      plans.add(new LoadPlan(ByteCount.text(file), "file", 1, file, warmUps, rounds));
    }
    if (files > 0) {
      String title = String.format(Locale.ROOT, "%,d x %s", files, ByteCount.text(smallFile));
      plans.add(
          new LoadPlan(
              title + ", " + parallel + " at a time", "small", files, smallFile, 1, rounds));
    }
    if (largeFile > 0) {
      plans.add(new LoadPlan(ByteCount.text(largeFile), "large", 1, largeFile, 0, 1));
    }
    return plans;
  }
}
