package io.hostward.cli.launcher;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archive of classes that the launcher starts with: another JVM of the same kind uploads
 * a file to a lab in this process, and writes what it loaded. Run by {@code hostward --prepare}.
 */
final class Preparation {
  private static final long LIMIT_SECONDS = 120;
  private static final int HOSTS = 3;

  /** The suffix of a JDK 25's archive, which is made by another option. */
  private static final String AOT = ".aot";

  /** In another package, which this one must not know. */
  private static final String REHEARSAL = "io.hostward.cli.Rehearsal";

  private Preparation() {}

  /**
   * Makes an archive.
   *
   * @param arguments the jar, the archive, and the options that the JVM is to be started with
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path jar = Path.of(arguments[0]);
    Path archive = Path.of(arguments[1]);
    try {
      make(jar, archive, List.of(arguments).subList(2, arguments.length));
      System.out.println(archive);
    } catch (IOException e) {
      System.err.println("hostward: no archive of classes was made: " + e.getMessage());
      System.exit(1);
    }
  }

  // A JVM may fall over an archive that is half written, so it appears whole or not at all.
  private static void make(Path jar, Path archive, List<String> options)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(archive.toAbsolutePath().getParent(), ".prepare");
    try {
      Path made = folder.resolve("" + archive.getFileName());
      rehearse(folder, options(made, options), jar);
      if (!Files.exists(made)) {
        throw new IOException("this JVM writes none");
      }
      replace(made, archive);
    } finally {
      delete(folder);
    }
  }

  private static List<String> options(Path made, List<String> options) {
    List<String> all = new ArrayList<>(options);
    String option = made.toString().endsWith(AOT) ? "AOTCacheOutput" : "ArchiveClassesAtExit";
    all.add("-XX:" + option + "=" + made);
    return all;
  }

  private static void rehearse(Path folder, List<String> options, Path jar)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "a few bytes");
    Path output = folder.resolve("output");
    // Among several hosts a policy has to choose, which takes classes of its own.
    try (Lab lab = Lab.start(LabModel.standard(HOSTS))) {
      Path certificates =
          Files.writeString(folder.resolve("ca.pem"), lab.vcenter().identity().pem());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", "" + jar, REHEARSAL));
      command.addAll(List.of("" + certificates, lab.thumbprint(), "" + file));
      for (LabHost host : lab.hosts()) {
        command.addAll(List.of("--resolve", host.name() + "=" + host.authority()));
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("(GOVC|HOSTWARD)_.*"));
      builder.environment().put("GOVC_URL", lab.url().toString());
      builder.environment().put("GOVC_USERNAME", lab.user().name());
      builder.environment().put("GOVC_PASSWORD", lab.user().password());
      Process process = builder.start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IOException(
              "commands against a lab failed: " + Files.readString(output).strip());
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static void replace(Path made, Path archive) throws IOException {
    try {
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(archive + " cannot be replaced at once", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    File[] files = folder.toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      Files.deleteIfExists(file.toPath());
    }
    Files.deleteIfExists(folder);
  }
}
