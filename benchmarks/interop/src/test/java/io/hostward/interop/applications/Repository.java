package io.hostward.interop.applications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Maven repository with what this build has made, as {@code mvn install} would put it there, and
 * beside it all that the machine's own repository has: links to it, so that nothing is downloaded
 * twice, and nothing of this build is left behind.
 */
final class Repository {
  /** Of all that this build makes. */
  static final String VERSION = System.getProperty("interop.version");

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /** The published artifacts by their folders. */
  private static final Map<String, String> MADE =
      Map.of(
          ".", "hostward-parent",
          "core/bom", "hostward-bom",
          "core/all", "hostward",
          "core", "hostward-core",
          "core/vim25", "hostward-vim25",
          "core/vsphere", "hostward-vsphere",
          "host-selector", "hostward-host-selector",
          "netty-transport", "hostward-netty-transport");

  private Repository() {}

  /** Makes it, anew. */
  static Path make(Path folder) {
    try {
      Path machines = Path.of(System.getProperty("interop.repository"));
      link(machines, folder, List.of("io"));
      link(machines.resolve("io"), folder.resolve("io"), List.of("hostward"));
      for (Map.Entry<String, String> made : MADE.entrySet()) {
        install(folder, made.getKey(), made.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links to what is in a folder, but for some names. */
  private static void link(Path from, Path to, List<String> without) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path link = to.resolve(entry.getFileName());
        if (!without.contains("" + entry.getFileName()) && !Files.exists(link)) {
          Files.createSymbolicLink(link, entry);
        }
      }
    }
  }

  private static void install(Path repository, String module, String artifact) throws IOException {
    Path folder = repository.resolve("io/hostward").resolve(artifact).resolve(VERSION);
    Files.createDirectories(folder);
    String name = artifact + "-" + VERSION;
    copy(ROOT.resolve(module).resolve("pom.xml"), folder.resolve(name + ".pom"));
    if (!module.equals(".") && !module.endsWith("bom")) {
      copy(
          ROOT.resolve(module).resolve("target").resolve(name + ".jar"),
          folder.resolve(name + ".jar"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
