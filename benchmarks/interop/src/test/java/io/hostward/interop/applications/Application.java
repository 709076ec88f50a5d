package io.hostward.interop.applications;

import io.hostward.interop.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small application with a Maven project of its own, below {@code src/apps}. Each is built at
 * most once per run, by the Maven that runs the tests, from the artifacts that it would get out of
 * a repository.
 */
final class Application {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Path SOURCES = Path.of("src", "apps").toAbsolutePath();
  private static final Path BUILDS = Path.of("target", "apps").toAbsolutePath();
  private static final Map<String, Application> BUILT = new HashMap<>();

  private final Path target;

  private Application(Path target) {
    this.target = target;
  }

  /**
   * Builds an application, unless this run has done so already.
   *
   * @param name its folder
   * @throws AssertionError with Maven's words, if it does not build
   */
  static synchronized Application of(String name) {
    return BUILT.computeIfAbsent(name, Application::build);
  }

  private static Application build(String name) {
    try {
      if (BUILT.isEmpty()) {
        copy(SOURCES, BUILDS);
      }
      Path repository = Repository.make(BUILDS.resolve("repository"));
      Path maven = Path.of(System.getProperty("interop.maven"), "bin", "mvn");
      Programs.run(
              LIMIT,
              Map.of(
                  "MAVEN_OPTS",
                  System.getenv().getOrDefault("MAVEN_OPTS", "") + " -XX:TieredStopAtLevel=1"),
              List.of(
                  "" + maven,
                  "-q",
                  "-B",
                  "-ntp",
                  "-Dmaven.repo.local=" + repository,
                  "-Dhostward.version=" + Repository.VERSION,
                  "-f",
                  "" + BUILDS.resolve(name).resolve("pom.xml"),
                  "package"))
          .orFail();
      return new Application(BUILDS.resolve(name).resolve("target"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Starts it on its class path. */
  Running start(String... options) {
    return Running.start(options, List.of("-jar", "" + target.resolve("app.jar")));
  }

  /** Starts it on its module path. */
  Running startModule(String module, String... options) {
    return Running.start(
        options,
        List.of("-p", target.resolve("app.jar") + ":" + target.resolve("lib"), "-m", module));
  }

  /** The jars that it needs beside its own. */
  List<Path> jars() {
    try (Stream<Path> files = Files.list(target.resolve("lib"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
