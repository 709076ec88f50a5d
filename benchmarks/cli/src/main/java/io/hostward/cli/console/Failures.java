package io.hostward.cli.console;

import io.hostward.cli.report.Documents;
import io.hostward.cli.report.Json;
import java.io.PrintStream;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, for people on standard error and for machines on standard output. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Shell shell;

  public Failures(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    CommandFailure failure =
        shell.interruption().interrupted() ? CommandFailure.interrupted() : CommandFailure.of(e);
    print(shell.err(), failure, isGiven(parsed, "--verbose"));
    if (isGiven(parsed, "--json")) {
      boolean interrupted = failure.exitCode() == ExitCode.INTERRUPTED;
      json(
          interrupted ? shell.interruption().exitCode() : failure.exitCode(),
          String.valueOf(failure.getMessage()));
    }
    return failure.exitCode();
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String message = UsageWords.of(e);
    shell.err().println("hostward: " + message);
    shell.err().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return document(message, arguments);
  }

  /** Says what is wrong with arguments that were not even parsed. */
  public int usage(String message, String[] arguments) {
    shell.err().println("hostward: " + message);
    return document(message, arguments);
  }

  private int document(String message, String[] arguments) {
    if (Arrays.asList(arguments).contains("--json")) {
      json(ExitCode.USAGE, message);
    }
    return ExitCode.USAGE;
  }

  private void json(int exitCode, String error) {
    shell.out().println(Json.line(new Documents.Failure(false, exitCode, error)));
  }

  /** Prints the message, and where it comes from if that is wanted. */
  public static void print(PrintStream err, CommandFailure failure, boolean verbose) {
    err.println("hostward: " + failure.getMessage());
    Throwable cause = failure.getCause();
    if (verbose && cause != null) {
      cause.printStackTrace(err);
    }
  }

  private static boolean isGiven(ParseResult parsed, String option) {
    return parsed.hasMatchedOption(option)
        || (parsed.hasSubcommand() && isGiven(parsed.subcommand(), option));
  }
}
