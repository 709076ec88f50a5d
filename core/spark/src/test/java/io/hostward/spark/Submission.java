package io.hostward.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job as {@code spark-submit} starts it: a driver in a process of its own, with executors in
 * theirs. All have Spark's own jars and hostward-spark.jar on their class path, and nothing else.
 */
final class Submission implements AutoCloseable {
  /** What is on the test's class path and not in Spark's folder of jars. */
  private static final List<String> NOT_SPARKS =
      List.of(
          "/classes",
          // Most jobs need no tables: nothing but those may need these.
          "/spark-sql",
          "/spark-catalyst",
          "/org/xerial/",
          "/commons-csv/",
          "/caffeine/",
          "/picocli/",
          "/jspecify/",
          "/jakarta/xml/",
          "/jakarta/activation/",
          "/glassfish/jaxb/",
          "/angus/",
          "/netty-pkitesting/",
          "/junit/",
          "/assertj/",
          "/awaitility/",
          "/archunit/",
          "/hamcrest/",
          "/opentest4j/",
          "/apiguardian/",
          "/byte-buddy/");

  private final Process driver;
  private final Path log;

  Submission(Path folder, int executors, List<String> conf, List<String> arguments)
      throws IOException {
    Path home = home(folder);
    Path jar = Path.of(System.getProperty("hostward.spark.jar"));
    log = Files.createTempFile(folder, "driver", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(System.getProperty("hostward.spark.opens").split(" ")));
    command.add("-Xmx512m");
    command.add("-Dspark.master=local-cluster[" + executors + ",1,512]");
    command.add("-Dspark.executor.memory=512m");
    command.add("-Dspark.app.name=hostward");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.executor.extraClassPath=" + jar);
    command.add("-Dspark.executor.heartbeatInterval=1s");
    conf.forEach(setting -> command.add("-D" + setting));
    command.addAll(List.of("-cp", home + "/jars/*:" + jar, Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
    driver = builder.start();
  }

  private static Path home(Path folder) throws IOException {
    Path home = folder.resolve("spark-home");
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      Path link = jars.resolve(jar.getFileName());
      // Ours lie in a repository or in the folders that they are built in.
      boolean ours = jar.getFileName().toString().startsWith("hostward-");
      if (!ours && NOT_SPARKS.stream().noneMatch(entry::contains) && !Files.exists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    return home;
  }

  /** Returns the executors that run. */
  List<ProcessHandle> executors() {
    try (Stream<ProcessHandle> below = driver.descendants()) {
      return below
          .filter(
              process ->
                  process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
          .toList();
    }
  }

  /** Waits for its end, and returns its exit code. */
  int code() throws InterruptedException {
    return driver.waitFor();
  }

  boolean isOver() {
    return !driver.isAlive();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  @Override
  public void close() {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }
}
