package io.hostward.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit codes mean, for the help: the same for each command that says nothing else. */
public final class ExitCodes {
  private ExitCodes() {}

  /** Returns the meanings by the codes, in their order. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("" + ExitCode.OK, "done");
    meanings.put(
        "" + ExitCode.FAILED,
        "it failed, or a part of it did; the message says what, and what stands under the target's"
            + " name");
    meanings.put(
        "" + ExitCode.USAGE,
        "the command line, an environment variable or a local file is wrong; nothing was done");
    meanings.put(
        "" + ExitCode.CONNECTION,
        "the server cannot be reached, is not trusted, or refuses the login");
    meanings.put("" + ExitCode.NO_ROUTE, "no such datastore, no usable host, or no route to it");
    meanings.put("" + ExitCode.NOTHING_TO_DO, "nothing to do (distribute)");
    meanings.put(
        "" + ExitCode.INTERRUPTED,
        "interrupted by Ctrl-C, after the cleanup; 143 by SIGTERM, 129 by SIGHUP");
    return meanings;
  }
}
