package io.hostward.interop;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a suite whose programs are not there. */
final class NeedsCondition implements ExecutionCondition {
  private static final List<Path> FOLDERS =
      List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
          .filter(folder -> !folder.isEmpty())
          .map(Path::of)
          .toList();

  /** Where daemons live, which a user's PATH may leave out. */
  private static final List<Path> DAEMON_FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/sbin"));

  /** One of the loopback addresses, where nothing else is expected to listen. */
  private static final String LOOPBACK = "127.43.0.9";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getTestClass()
        .flatMap(type -> AnnotationSupport.findAnnotation(type, Needs.class))
        .map(NeedsCondition::evaluate)
        .orElse(ConditionEvaluationResult.enabled("needs nothing"));
  }

  private static ConditionEvaluationResult evaluate(Needs needs) {
    List<String> missing = new ArrayList<>();
    for (String program : needs.programs()) {
      if (!onPath(program)) {
        missing.add("the program " + program);
      }
    }
    for (String file : needs.files()) {
      if (!Files.exists(Path.of(file))) {
        missing.add(file);
      }
    }
    for (String module : needs.pythonModules()) {
      if (!importable(module)) {
        missing.add("the Python module " + module);
      }
    }
    for (int port : needs.ports()) {
      if (!bindable(port)) {
        missing.add(
            "permission to listen on port %d (be root, or sysctl net.ipv4.ip_unprivileged_port_start=%d)"
                .formatted(port, port));
      }
    }
    if (needs.namespaces() && missing.isEmpty()) {
      refusal().ifPresent(missing::add);
    }
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all there")
        : ConditionEvaluationResult.disabled(
            "missing: "
                + String.join(", ", missing)
                + "; on Debian: apt-get install "
                + String.join(" ", needs.packages()));
  }

  /**
   * What the machine says to a namespace, a pair of links and a token bucket; gone with the shell.
   */
  private static Optional<String> refusal() {
    Programs.Result result =
        Programs.run(
            Duration.ofSeconds(30),
            "unshare",
            "--net",
            "sh",
            "-ec",
            "PATH=$PATH:/usr/sbin:/sbin; ip link add probe0 type veth peer name probe1; tc qdisc add dev"
                + " probe0 root tbf rate 1mbit burst 128kb latency 50ms");
    return result.exitCode() == 0
        ? Optional.empty()
        : Optional.of(
            "permission to make network namespaces with shaped links (be root, outside of an"
                + " unprivileged container), for it said: "
                + result.err().strip());
  }

  private static boolean onPath(String program) {
    return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)))
        || DAEMON_FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
  }

  private static boolean importable(String module) {
    return Files.isExecutable(Path.of(Programs.PYTHON))
        && Programs.run(Duration.ofSeconds(30), Programs.PYTHON, "-c", "import " + module)
                .exitCode()
            == 0;
  }

  private static boolean bindable(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
