package io.hostward.peers.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the benchmark's own small programs from their sources, which lie beside its classes. */
public final class Workshop {
  /** Where Debian puts the sources of Go libraries. */
  private static final String GOPATH = "/usr/share/gocode";

  /** Go compiles a library of this size for a minute or two when it does so for the first time. */
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private static final String SOURCES = "/io/hostward/peers/";

  private final Path folder;

  /** A workshop that builds in a folder, which exists. */
  public Workshop(Path folder) {
    this.folder = folder;
  }

  /**
   * Builds a C program.
   *
   * @param name its source without {@code .c}
   * @param libraries options for the linker
   * @throws MissingException if there is no compiler, or no such library
   */
  public Path c(String name, List<String> libraries) throws MissingException, InterruptedException {
    Path compiler = Programs.find("cc", "gcc libc6-dev libssl-dev");
    Path program = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of("" + compiler, "-O2", "-o", "" + program, "" + source(name + ".c")));
    command.addAll(libraries);
    return build(program, command, Map.of(), "gcc libc6-dev libssl-dev");
  }

  /**
   * Builds a Go program on the libraries that Debian packages.
   *
   * @param name its source without {@code .go}
   * @param packages the Debian packages of the libraries
   * @throws MissingException if there is no compiler, or no such library
   */
  public Path go(String name, String packages) throws MissingException, InterruptedException {
    Path compiler = Programs.find("go", "golang-go");
    Path program = folder.resolve(name);
    return build(
        program,
        List.of("" + compiler, "build", "-o", "" + program, "" + source(name + ".go")),
        Map.of("GO111MODULE", "off", "GOPATH", GOPATH, "GOFLAGS", ""),
        packages);
  }

  /** Lays a source into the folder and returns where it is. */
  public Path source(String name) {
    Path file = folder.resolve(name);
    try (InputStream in = Workshop.class.getResourceAsStream(SOURCES + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such source: " + name);
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path build(
      Path program, List<String> command, Map<String, String> environment, String packages)
      throws MissingException, InterruptedException {
    try {
      Programs.run(command, environment, LIMIT);
      return program;
    } catch (IOException e) {
      throw new MissingException(
          "what " + program.getFileName() + " is built with (" + e.getMessage() + ")", packages);
    }
  }
}
