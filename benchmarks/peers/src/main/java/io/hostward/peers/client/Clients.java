package io.hostward.peers.client;

import io.hostward.peers.machine.Meter;
import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Programs;
import io.hostward.peers.machine.Workshop;
import io.hostward.peers.sender.Sender;
import io.hostward.peers.server.Identity;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The clients that this machine has, and what is missing for the others. */
public final class Clients implements AutoCloseable {
  /** As the launcher starts it. */
  private static final List<String> LEAN =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Dio.netty.jfr.enabled=false");

  /** The first Java whose archive is made and used by other options. */
  private static final int AOT = 25;

  private static final Path NOTHING = Path.of("/dev/null");

  private final Setting setting;
  private final Orders orders;
  private final List<Client> present = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  /**
   * What all clients have in common.
   *
   * @param folder for their files
   * @param identity the servers'
   * @param parallel how many files each sends at a time
   * @param jvmOptions options for the JVMs
   */
  public record Setting(Path folder, Identity identity, int parallel, List<String> jvmOptions) {
    /** Copies the list. */
    public Setting {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /** Makes a client, if the machine has what it needs. */
  @FunctionalInterface
  private interface Maker {
    Client make(String name) throws MissingException, InterruptedException;
  }

  private Clients(Setting setting) {
    this.setting = setting;
    this.orders = new Orders(setting.folder());
  }

  /**
   * Makes the clients.
   *
   * @param wanted which, by name
   */
  public static Clients create(
      Setting setting, Workshop workshop, Meter meter, Predicate<String> wanted)
      throws InterruptedException {
    Clients clients = new Clients(setting);
    for (Map.Entry<String, Maker> entry : clients.makers(workshop, meter).entrySet()) {
      if (wanted.test(entry.getKey())) {
        clients.add(entry.getKey(), entry.getValue());
      }
    }
    return clients;
  }

  private void add(String name, Maker maker) throws InterruptedException {
    try {
      present.add(maker.make(name));
    } catch (MissingException e) {
      missing.add(name + ": " + e.getMessage());
    }
  }

  /** Returns the clients. */
  public List<Client> present() {
    return List.copyOf(present);
  }

  /** Returns a line for each client that could not be made. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /** Returns the names of all clients. */
  public static Set<String> names() {
    return Set.of(
        "hostward",
        "hostward-jdk-tls",
        "hostward-cold",
        "hostward-cold-archive",
        Client.CURL,
        "govmomi",
        "oslo.vmware",
        "http-client",
        "url-connection",
        "vmware-sample");
  }

  private Map<String, Maker> makers(Workshop workshop, Meter meter) {
    Map<String, Maker> makers = new LinkedHashMap<>();
    makers.put("hostward", name -> resident(name, name));
    makers.put("hostward-jdk-tls", name -> resident(name, name));
    makers.put("hostward-cold", name -> cold(name, meter));
    makers.put("hostward-cold-archive", name -> archived(name, meter));
    makers.put(Client.CURL, name -> curl(name, meter));
    makers.put("govmomi", name -> govmomi(name, workshop, meter));
    makers.put("oslo.vmware", name -> oslo(name, workshop));
    makers.put("http-client", name -> resident(name, name));
    makers.put("url-connection", name -> resident(name, name));
    makers.put("vmware-sample", name -> resident(name, name));
    return makers;
  }

  private Client resident(String name, String way) {
    return new Resident(name, java(way, List.of()), orders, setting.folder());
  }

  private Client cold(String name, Meter meter) {
    List<String> command = java("hostward", List.of());
    return new WholeProgram(
        name,
        meter,
        (server, deliveries) ->
            new WholeProgram.Invocation(command, orders.orderFile(server, deliveries)),
        0);
  }

  /** Its archive of classes is written by an earlier JVM, which is a warm-up. */
  private Client archived(String name, Meter meter) throws MissingException {
    boolean folders =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
    if (folders) {
      throw new MissingException("the JVM makes archives of jars alone; run the packaged program");
    }
    Path archive = setting.folder().resolve("archive");
    boolean aot = Runtime.version().feature() >= AOT;
    String make = (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
    String use = (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    List<String> making = java("hostward", with(LEAN, make));
    List<String> using = java("hostward", with(LEAN, use));
    return new WholeProgram(
        name,
        meter,
        (server, deliveries) ->
            new WholeProgram.Invocation(
                Files.exists(archive) ? using : making, orders.orderFile(server, deliveries)),
        1);
  }

  private static List<String> with(List<String> options, String more) {
    List<String> all = new ArrayList<>(options);
    all.add(more);
    return all;
  }

  private List<String> java(String way, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(setting.jvmOptions());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sender.class.getName()));
    command.addAll(List.of(way, ca(), parallel()));
    return command;
  }

  private Client curl(String name, Meter meter) throws MissingException {
    Path program = Programs.find("curl", "curl");
    return new WholeProgram(
        name,
        meter,
        (server, deliveries) -> {
          List<String> command = new ArrayList<>();
          command.addAll(List.of("" + program, "-sSf", "--cacert", ca()));
          command.addAll(List.of("-b", "vmware_cgi_ticket=peer"));
          if (deliveries.size() > 1) {
            command.addAll(List.of("-Z", "--parallel-max", parallel()));
          }
          command.addAll(List.of("-K", "" + orders.curlConfiguration(server, deliveries)));
          return new WholeProgram.Invocation(command, NOTHING);
        },
        0);
  }

  private Client govmomi(String name, Workshop workshop, Meter meter)
      throws MissingException, InterruptedException {
    Path program = workshop.go("govmomi", "golang-github-vmware-govmomi-dev");
    return new WholeProgram(
        name,
        meter,
        (server, deliveries) ->
            new WholeProgram.Invocation(
                List.of(
                    "" + program,
                    ca(),
                    parallel(),
                    "" + server.base(),
                    "" + orders.list(deliveries)),
                NOTHING),
        0);
  }

  private Client oslo(String name, Workshop workshop)
      throws MissingException, InterruptedException {
    Programs.requirePython("oslo_vmware.rw_handles", "python3-oslo.vmware");
    List<String> command =
        List.of("" + Programs.PYTHON, "" + workshop.source("oslo_sender.py"), ca(), parallel());
    return new Resident(name, command, orders, setting.folder());
  }

  private String ca() {
    return setting.identity().certificate().toString();
  }

  private String parallel() {
    return Integer.toString(setting.parallel());
  }

  @Override
  public void close() {
    present.forEach(Client::close);
  }
}
