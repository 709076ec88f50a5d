package io.hostward.peers;

import io.hostward.peers.machine.Meter;
import io.hostward.peers.machine.MissingException;
import io.hostward.peers.machine.Programs;
import io.hostward.peers.machine.Workshop;
import io.hostward.peers.rounds.ReportFile;
import io.hostward.peers.startup.Starts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code peers startup}. */
@Command(
    name = "startup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Start hostward again and again, by its launcher and by java -jar.",
    description = {
      "",
      "From the start of the process until the lab in this process has its session, and until the"
          + " process has ended; beside a JVM that prints one word, in rounds of random order. The"
          + " launcher's archive is to be made before, by hostward --prepare with the same Java.",
      ""
    })
final class StartupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each command is started. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--hostward",
      paramLabel = "FOLDER",
      defaultValue = "benchmarks/cli/target",
      description = "Where hostward and hostward.jar are. Default: ${DEFAULT-VALUE}.")
  private Path hostward = Path.of("");

  @Option(
      names = "--java-home",
      paramLabel = "FOLDER",
      description = "The Java that runs them. Default: the one that runs this.")
  private Path javaHome = Path.of(System.getProperty("java.home"));

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "/dev/shm",
      description = "A tmpfs for a few files. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the orders. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the table into this Markdown file too.")
  private @Nullable Path write;

  private final Invocation invocation;

  StartupCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds is one or more");
    }
    if (!Files.exists(hostward.resolve("hostward.jar"))) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no hostward.jar in " + hostward + ": build it, or --hostward");
    }
    String version = version();
    List<String> report = new ArrayList<>(invocation.head("hello world"));
    report.add("- started by Java " + version);
    report.add("");
    try (WorkFolder work = WorkFolder.create(folder)) {
      Meter meter = Meter.build(new Workshop(work.path()), work.path());
      try (Starts starts =
          new Starts(meter, javaHome, hostward.toAbsolutePath().normalize(), work.path())) {
        report.addAll(starts.measure(rounds, seed, System.err::println));
      }
    } catch (MissingException e) {
      System.err.println("nothing can be measured: " + e.getMessage());
      return 2;
    }
    report.forEach(System.out::println);
    if (write != null) {
      new ReportFile(write).write("Start-up, Java " + version.split("\\.", 2)[0], report);
    }
    return 0;
  }

  private String version() throws IOException, InterruptedException {
    String text =
        Programs.output(
                List.of("" + javaHome.resolve("bin/java"), "-XshowSettings:properties", "-version"))
            .orElseThrow(
                () ->
                    new ParameterException(spec.commandLine(), "there is no Java in " + javaHome));
    return text.lines()
        .filter(line -> line.contains("java.version ="))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
