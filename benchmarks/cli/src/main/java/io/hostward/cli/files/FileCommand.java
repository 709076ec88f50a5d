package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Failures;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.site.Traffic;
import io.hostward.net.Printable;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all verbs have in common: a site, Ctrl-C, and what to do when one of several fails. */
abstract class FileCommand implements Callable<Integer> {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Give up, and clean up, after this time for each file or folder: 90s, 10m.")
  private @Nullable Duration timeout;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private SiteOptions site = new SiteOptions();

  private final Shell shell;
  private int exitCode = ExitCode.OK;

  FileCommand(Shell shell) {
    this.shell = shell;
  }

  /** Work on one of several things, which may fail without the others. */
  @FunctionalInterface
  interface Work {
    void run() throws CommandFailure, IOException;
  }

  /** Reads the command line before anything is asked. */
  abstract void prepare() throws CommandFailure;

  /** Does the work. */
  abstract void run(OpenSite opened) throws CommandFailure, IOException;

  HostSelectionPolicy policy() {
    return HostPolicies.firstUsable();
  }

  /** How much it moves. */
  Traffic traffic() {
    return Traffic.unlimited(1);
  }

  @Override
  public final Integer call() throws CommandFailure, IOException {
    prepare();
    try (OpenSite opened = site.open(shell, false, policy(), traffic());
        Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      run(opened);
      return exitCode;
    }
  }

  /**
   * The files of the site.
   *
   * @param plain whether the files of virtual disks are files like others
   */
  Remote remote(OpenSite opened, boolean plain) {
    return new Remote(opened, Optional.ofNullable(timeout), plain);
  }

  Shell shell() {
    return shell;
  }

  boolean verbose() {
    return output.verbose();
  }

  boolean json() {
    return output.json();
  }

  RemoteName name(String text) throws CommandFailure {
    return RemoteName.parse(text, site.datastore(shell));
  }

  List<RemoteName> names(List<String> texts) throws CommandFailure {
    List<RemoteName> names = new ArrayList<>();
    for (String text : texts) {
      names.add(name(text));
    }
    return names;
  }

  /** Does one of several things: a failure is told, and the others go on. */
  boolean attempt(Work work) throws CommandFailure {
    try {
      if (!shell.interruption().interrupted()) {
        work.run();
        return true;
      }
    } catch (CommandFailure | IOException | IllegalArgumentException e) {
      CommandFailure failure = CommandFailure.of(e);
      if (!shell.interruption().interrupted()) {
        failed(failure);
        return false;
      }
    }
    throw CommandFailure.interrupted();
  }

  /** One of several things has failed, which is told. */
  void failed(CommandFailure failure) {
    tell(failure);
    count(failure);
  }

  void tell(CommandFailure failure) {
    Failures.print(shell.err(), failure, output.verbose());
  }

  /** The exit code is that of an interruption, or else of the first failure. */
  void count(CommandFailure failure) {
    boolean first = exitCode == ExitCode.OK || failure.exitCode() == ExitCode.INTERRUPTED;
    exitCode = first ? failure.exitCode() : exitCode;
  }

  boolean ok() {
    return exitCode == ExitCode.OK;
  }

  /** Prints a line for people, and nothing for machines. */
  void say(String line) {
    if (!output.json()) {
      shell.out().println(Printable.whole(line));
    }
  }

  /** Prints a document for machines, and nothing for people. */
  void document(Object document) {
    if (output.json()) {
      shell.out().println(Json.write(document));
    }
  }
}
