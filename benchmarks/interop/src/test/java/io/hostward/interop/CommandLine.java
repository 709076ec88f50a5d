package io.hostward.interop;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged command line by its launcher, with the Java that runs this test, and the server that
 * it logs in to; the password goes by the environment.
 */
public final class CommandLine {
  /** Where the build puts the launcher and its jar. */
  public static final Path BUILT = Path.of("..", "cli", "target").toAbsolutePath().normalize();

  private static final Duration LIMIT = Duration.ofSeconds(100);

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> options;

  private CommandLine(URI url, String user, String password, List<String> options) {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("GOVC_URL", "" + url);
    environment.put("GOVC_USERNAME", user);
    environment.put("GOVC_PASSWORD", password);
    this.options = options;
  }

  /**
   * For a server.
   *
   * @param options whom to trust, and how to reach the hosts
   */
  public static CommandLine of(URI url, String user, String password, String... options) {
    return new CommandLine(url, user, password, List.of(options));
  }

  /** For a lab. */
  public static CommandLine of(Lab lab) {
    List<String> options = new ArrayList<>(List.of("--thumbprint", lab.thumbprint()));
    for (LabHost host : lab.hosts()) {
      options.addAll(List.of("--resolve", host.name() + "=" + host.authority()));
    }
    return new CommandLine(lab.url(), lab.user().name(), lab.user().password(), options);
  }

  /** The same with one more variable in its environment. */
  public CommandLine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command with the options that lead to the server. */
  public Programs.Result run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("" + BUILT.resolve("hostward"), command));
    all.addAll(options);
    all.addAll(List.of(arguments));
    return Programs.run(LIMIT, environment, all);
  }
}
