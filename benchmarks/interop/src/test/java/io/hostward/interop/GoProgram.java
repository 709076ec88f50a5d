package io.hostward.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Go programs of ours on the libraries that Debian packages as sources, below {@code src/test/go}.
 * Each is built at most once per run, into {@code target}; Go keeps what it compiled, so the first
 * build on a machine takes a minute or two and the next ones a second.
 */
public final class GoProgram {
  /** Where Debian puts the sources of Go libraries; a suite that builds programs needs it. */
  public static final String GOPATH = "/usr/share/gocode";

  /** The library that VMware wrote, for {@link Needs#files()}. */
  public static final String GOVMOMI = GOPATH + "/src/github.com/vmware/govmomi/client.go";

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final Map<String, Path> BUILT = new HashMap<>();

  private GoProgram() {}

  /**
   * Builds a program, unless this run has done so already.
   *
   * @param name its folder below {@code src/test/go}
   * @return the executable file
   * @throws AssertionError with the compiler's words, if it does not build
   */
  public static synchronized Path build(String name) {
    return BUILT.computeIfAbsent(name, GoProgram::compile);
  }

  private static Path compile(String name) {
    Path sources = Path.of("src", "test", "go", name).toAbsolutePath();
    Path program = Path.of("target", "go", name).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("go", "build", "-o", "" + program));
    Map<String, String> environment = Map.of("GO111MODULE", "off", "GOPATH", GOPATH, "GOFLAGS", "");
    try {
      Files.createDirectories(program.getParent());
      command.addAll(goFiles(sources));
      Programs.Result result = Programs.run(LIMIT, environment, command);
      if (result.exitCode() != 0) {
        throw new AssertionError("go build of " + sources + " failed: " + result.err());
      }
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Named one by one: outside GOPATH, Go builds files but no folders. */
  private static List<String> goFiles(Path sources) throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".go")).sorted().toList();
    }
  }
}
