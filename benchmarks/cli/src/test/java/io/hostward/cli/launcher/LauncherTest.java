package io.hostward.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a Java that prints how it was called, one argument a line. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  private static final String FAKE = "#!/bin/sh\necho \"pid $$\"\nprintf '%s\\n' \"$0\" \"$@\"\n";

  @TempDir Path temporary;
  private Path folder;
  private Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void install() throws Exception {
    folder = Files.createDirectories(temporary.toRealPath().resolve("a folder"));
    launcher = executable(folder.resolve("hostward"), Files.readString(source()));
    environment.put(
        "PATH", java(temporary.resolve("on the path"), "17.0.9+9") + "/bin:/usr/bin:/bin");
  }

  private static Path source() {
    return Path.of("src", "main", "launcher", "hostward");
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    String[] arguments = {"upload", "a  b", "", "*", "$HOME", "[vmstore] c/"};

    assertThat(run(arguments))
        .containsSubsequence("-jar", folder + "/hostward.jar")
        .endsWith(arguments);
  }

  @Test
  void theJvmTakesThePlaceOfTheShell() throws Exception {
    Process process = start("hosts");

    assertThat(process.inputReader().readLine()).isEqualTo("pid " + process.pid());
    process.waitFor();
  }

  @Test
  void linksLeadToTheJar() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("bin"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("one"), launcher);
    Path relative = Files.createSymbolicLink(elsewhere.resolve("hostward"), absolute.getFileName());

    launcher = relative;

    assertThat(run("hosts")).contains(folder + "/hostward.jar");
  }

  @Test
  void theJavaOfTheImageComesFirst() throws Exception {
    Path runtime = java(folder.resolve("runtime"), "25.0.3+9");
    environment.put("JAVA_HOME", "" + java(temporary.resolve("home"), "17.0.9+9"));

    assertThat(run("hosts")).contains(runtime + "/bin/java");
  }

  @Test
  void javaHomeComesBeforeThePath() throws Exception {
    Path home = java(temporary.resolve("java home"), "17.0.9+9");
    environment.put("JAVA_HOME", "" + home);

    assertThat(run("hosts")).contains(home + "/bin/java");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    environment.put("JAVA_HOME", "/nowhere");

    assertThat(fail("hosts"))
        .isEqualTo("hostward: there is no bin/java in JAVA_HOME, which is /nowhere");
  }

  @Test
  void aMachineWithoutJavaIsTold() throws Exception {
    environment.put("PATH", "/nowhere");

    assertThat(fail("hosts")).startsWith("hostward: there is no java on the PATH");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    environment.put("JAVA_HOME", "" + java(temporary.resolve("old"), "11.0.2+9"));

    assertThat(fail("hosts"))
        .startsWith("hostward: Java 17 or later is needed")
        .endsWith("11.0.2+9");
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.9+9-Debian-1,hostward-17.0.9+9-Debian-1.jsa,-XX:SharedArchiveFile=",
    "24,hostward-24.jsa,-XX:SharedArchiveFile=",
    "25.0.3+9,hostward-25.0.3+9.aot,-XX:AOTCache=",
    "26-ea+1,hostward-26-ea+1.aot,-XX:AOTCache="
  })
  void theArchiveOfThisJavaIsUsed(String version, String archive, String option) throws Exception {
    environment.put("JAVA_HOME", "" + java(temporary.resolve("home"), version));
    assertThat(run("hosts")).noneMatch(argument -> argument.startsWith(option));

    Files.createFile(folder.resolve(archive));

    assertThat(run("hosts")).contains(option + folder + "/" + archive);
  }

  @Test
  void anotherJavasArchiveIsNot() throws Exception {
    Files.createFile(folder.resolve("hostward-17.0.8+1.jsa"));

    assertThat(run("hosts")).noneMatch(argument -> argument.contains(".jsa"));
  }

  @Test
  void aLinkToJavaLeadsToItsVersion() throws Exception {
    Path home = java(temporary.resolve("home"), "25.0.3+9");
    Path bin = Files.createDirectories(temporary.resolve("links"));
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    environment.put("PATH", bin + ":/usr/bin:/bin");
    Files.createFile(folder.resolve("hostward-25.0.3+9.aot"));

    assertThat(run("hosts")).contains("-XX:AOTCache=" + folder + "/hostward-25.0.3+9.aot");
  }

  @Test
  void aJavaThatTellsNoVersionStartsAllTheSame() throws Exception {
    Path home = java(temporary.resolve("home"), "17.0.9+9");
    Files.delete(home.resolve("release"));
    environment.put("JAVA_HOME", "" + home);

    assertThat(run("hosts")).contains("-jar").noneMatch(argument -> argument.startsWith("-Xlog"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab", "simulate", "compare", "bench-startup"})
  void whatComputesForLongGetsEveryCompiler(String command) throws Exception {
    String[] lean = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:NewSize=8m"};
    assertThat(run(command)).doesNotContain(lean);
    assertThat(run("upload")).contains(lean);
  }

  /** Netty may use it then without a warning, and begins with buffers at lines of the cache. */
  @Test
  void memoryAccessIsAllowedToNetty() throws Exception {
    assertThat(run("upload")).contains("-Dsun.misc.unsafe.memory.access=allow");
  }

  @Test
  void optionsForJavaAreTaken() throws Exception {
    environment.put("HOSTWARD_JAVA_OPTS", "-Xmx64m -Da=b");

    assertThat(run("hosts")).containsSubsequence("-Xmx64m", "-Da=b", "-jar");
  }

  @Test
  void nothingIsWritten() throws Exception {
    run("hosts");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(launcher);
    }
  }

  private Path java(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/java"), FAKE);
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s\"\nMODULES=\"java.base\""
            .formatted(version.split("[+-]", 2)[0], version));
    return home;
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> run(String... arguments) throws Exception {
    Process process = start(arguments);
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.errorReader().lines()).isEmpty();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private String fail(String... arguments) throws Exception {
    Process process = start(arguments);
    String error = process.errorReader().readLine();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    return error;
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("" + launcher);
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }
}
