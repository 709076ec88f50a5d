package io.hostward.cli;

import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Does once what people do most, one command after the other, so that the JVM knows which classes
 * the launcher's archive is to hold. The environment says which server; it trusts it by a file of
 * certificates and by a thumbprint.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs the commands; the exit code is that of the first one that fails.
   *
   * @param arguments a file of certificates, a thumbprint, a file to upload, and options that lead
   *     to the server's hosts
   */
  public static void main(String[] arguments) {
    String file = arguments[2];
    List<String> hosts = Arrays.asList(arguments).subList(3, arguments.length);
    Interruption interruption = new Interruption();
    Shell shell = Shell.ofProcess(interruption);
    new Signals(interruption, shell.err()).install();
    run(shell, List.of("--version"), List.of());
    run(shell, List.of("upload", "--help"), List.of());
    for (List<String> trust :
        List.of(List.of("--ca-file", arguments[0]), List.of("--thumbprint", arguments[1]))) {
      List<String> server = new ArrayList<>(trust);
      server.addAll(hosts);
      run(shell, List.of("hosts", "vmstore"), server);
      run(shell, List.of("upload", file, "[vmstore] rehearsal/"), server);
      run(shell, List.of("upload", "--json", file, "[vmstore] rehearsal/"), server);
    }
    System.exit(0);
  }

  private static void run(Shell shell, List<String> command, List<String> options) {
    List<String> all = new ArrayList<>(command);
    all.addAll(options);
    int exitCode = Main.run(shell, all.toArray(String[]::new));
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
