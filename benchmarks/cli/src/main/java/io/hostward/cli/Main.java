package io.hostward.cli;

import io.hostward.cli.console.Converters;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Failures;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Logging;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.Signals;
import io.hostward.cli.text.LocaleEncoding;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The {@code hostward} command. */
@Command(
    name = "hostward",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    header = "Uploads files to VMware datastores by the shortest path.",
    description = {
      "",
      "vCenter only says which hosts mount the datastore; the bytes go straight to one of them, and"
          + " through vCenter only if no host can be reached.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands (hostward help COMMAND tells more):%n",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  GOVC_URL, GOVC_USERNAME, GOVC_PASSWORD, GOVC_INSECURE, GOVC_DATACENTER,",
      "  GOVC_DATASTORE, GOVC_TLS_CA_CERTS and GOVC_TLS_KNOWN_HOSTS mean what they",
      "  mean to govc; an option wins over its variable. HOSTWARD_PROXY and",
      "  HOSTWARD_HOST_PROXY stand for --proxy and --host-proxy, and may hold a",
      "  password. Sizes and rates are printed in units of 1000: MB are millions.",
      "",
      "Try it without a vSphere:",
      "  hostward compare --lab"
    })
public final class Main implements Runnable {
  private static final Set<String> VERSION_OPTIONS = Set.of("--version", "-V");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Tells the version, from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    static String line() {
      String version = Main.class.getPackage().getImplementationVersion();
      return "hostward " + (version == null ? "(not packaged)" : version);
    }

    @Override
    public String[] getVersion() {
      return new String[] {line()};
    }
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Netty's events for the Flight Recorder cost each start a tenth of a second of processor time.
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    Interruption interruption = new Interruption();
    Shell shell = Shell.ofProcess(interruption);
    new Signals(interruption, shell.err()).install();
    int exitCode = ExitCode.FAILED;
    try {
      exitCode = run(shell, arguments);
    } catch (Error e) {
      e.printStackTrace(shell.err());
    }
    System.exit(Results.exitCode(shell, exitCode));
  }

  /** Runs the command within this process and returns its exit code. */
  static int run(Shell shell, String... arguments) {
    LocaleEncoding locale = LocaleEncoding.of(shell.environment());
    for (int i = 0; i < arguments.length; i++) {
      if (!locale.reads(arguments[i])) {
        String what = "argument " + (i + 1) + " of the command line";
        return new Failures(shell).usage(locale.unreadable(what), arguments);
      }
    }
    if (arguments.length == 1 && VERSION_OPTIONS.contains(arguments[0])) {
      // Whoever asks only this does not wait for options to be read.
      shell.out().println(Version.line());
      return ExitCode.OK;
    }
    String[] meant = Help.asOptions(arguments);
    int exitCode = commandLine(shell, meant).execute(meant);
    return exitCode == ExitCode.INTERRUPTED ? shell.interruption().exitCode() : exitCode;
  }

  /**
   * Reads a command without running it.
   *
   * @throws ParameterException if there is no such command
   */
  static ParseResult parse(Shell shell, String... arguments) {
    return commandLine(shell, arguments).parseArgs(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: "
            + String.join(", ", spec.commandLine().getSubcommands().keySet())
            + "; see: hostward help");
  }

  private static CommandLine commandLine(Shell shell, String... arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    Commands.addTo(commandLine, shell, arguments);
    Failures failures = new Failures(shell);
    Converters.register(commandLine);
    commandLine
        .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A file may be called @disk.iso, and is no list of arguments.
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setUsageHelpWidth(Math.max(60, Math.min(100, shell.terminal().columns())))
        .setExecutionStrategy(parsed -> executeLast(parsed));
    helpOfAll(commandLine);
    return commandLine;
  }

  private static void helpOfAll(CommandLine commandLine) {
    Help.addExitCodes(commandLine.getCommandSpec());
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
      helpOfAll(command);
    }
  }

  // The first logger fixes the level for good, so nothing may log before the options are known.
  private static int executeLast(ParseResult parsed) {
    Logging.configure(isVerbose(parsed));
    return new RunLast().execute(parsed);
  }

  private static boolean isVerbose(ParseResult parsed) {
    return parsed.hasSubcommand()
        ? isVerbose(parsed.subcommand())
        : parsed.hasMatchedOption("--verbose");
  }
}
