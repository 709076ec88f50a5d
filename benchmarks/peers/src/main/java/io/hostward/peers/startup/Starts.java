package io.hostward.peers.startup;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import io.hostward.peers.machine.Cost;
import io.hostward.peers.machine.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Starts hostward again and again, by its launcher and by {@code java -jar}, beside a JVM that does
 * nothing. The lab that it logs in to is in this process.
 */
public final class Starts implements AutoCloseable {
  private static final Path NOTHING = Path.of("/dev/null");

  private final Meter meter;
  private final Lab lab = Lab.start(LabModel.standard(1));
  private final Map<String, String> environment = new HashMap<>();
  private final List<Start> starts = new ArrayList<>();

  /**
   * Starts of what one folder holds.
   *
   * @param javaHome the Java that runs it
   * @param folder where {@code hostward} and {@code hostward.jar} are
   * @param work for files of its own
   */
  public Starts(Meter meter, Path javaHome, Path folder, Path work) throws IOException {
    this.meter = meter;
    environment.put("JAVA_HOME", javaHome.toString());
    environment.put("GOVC_URL", lab.url().toString());
    environment.put("GOVC_USERNAME", lab.user().name());
    environment.put("GOVC_PASSWORD", lab.user().password());
    environment.put(
        "GOVC_TLS_CA_CERTS",
        "" + Files.writeString(work.resolve("lab.pem"), lab.vcenter().identity().pem()));
    String java = javaHome.resolve("bin/java").toString();
    List<String> upload = upload(Files.writeString(work.resolve("few"), "abc"));
    starts.add(new Start(StartTable.HELLO, hello(java, work), false));
    List<String> launcher = List.of(folder.resolve("hostward").toString());
    List<String> jar = List.of(java, "-jar", folder.resolve("hostward.jar").toString());
    add("launcher", launcher, upload);
    add("java -jar", jar, upload);
  }

  private void add(String how, List<String> program, List<String> upload) {
    starts.add(new Start("--version, " + how, with(program, List.of("--version")), false));
    starts.add(new Start("--help, " + how, with(program, List.of("--help")), false));
    starts.add(new Start("upload of 3 bytes, " + how, with(program, upload), true));
  }

  private static List<String> with(List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    return command;
  }

  private List<String> upload(Path file) {
    List<String> arguments = new ArrayList<>(List.of("upload"));
    for (LabHost host : lab.hosts()) {
      arguments.addAll(List.of("--resolve", host.name() + "=" + host.authority()));
    }
    arguments.addAll(List.of("" + file, "[vmstore] start/"));
    return arguments;
  }

  /** The class is laid out alone, so that no jar of ours is opened for it. */
  private static List<String> hello(String java, Path work) throws IOException {
    String name = Hello.class.getName();
    Path file = work.resolve("hello/" + name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in = Hello.class.getResourceAsStream("Hello.class")) {
      if (in == null) {
        throw new IllegalStateException("where is " + name);
      }
      Files.copy(in, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(java, "-cp", "" + work.resolve("hello"), name);
  }

  /**
   * Starts each command once uncounted, and then once a round, in another random order each time.
   *
   * @param progress told a line for each start
   * @throws IOException if one fails
   */
  public List<String> measure(int rounds, long seed, Consumer<String> progress)
      throws IOException, InterruptedException {
    StartTable table = new StartTable();
    Random order = new Random(seed);
    for (int round = 0; round <= rounds; round++) {
      List<Start> shuffled = new ArrayList<>(starts);
      Collections.shuffle(shuffled, order);
      for (Start start : shuffled) {
        measure(start, round, table);
        progress.accept((round == 0 ? "warm-up, " : "round " + round + ", ") + start.name());
      }
    }
    return table.lines();
  }

  private void measure(Start start, int round, StartTable table)
      throws IOException, InterruptedException {
    try (LoginWatch watch = new LoginWatch(lab)) {
      Cost cost = meter.run(start.command(), NOTHING, environment).cost();
      if (round > 0) {
        table.add(start.name(), round, cost);
        if (start.logsIn()) {
          table.addSession(start.name(), round, watch.seconds());
        }
      }
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}
