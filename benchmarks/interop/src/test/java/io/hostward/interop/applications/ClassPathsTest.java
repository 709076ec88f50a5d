package io.hostward.interop.applications;

import static io.hostward.interop.applications.Orders.SIZE;
import static io.hostward.interop.applications.Orders.TARGET;
import static io.hostward.interop.applications.Orders.sha256;
import static io.hostward.interop.applications.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.applications.Running.Ended;
import io.hostward.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications with other things beside Hostward, each in a process of its own, before the lab. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClassPathsTest {
  /** With it, an application does not begin that cannot load the natives of TLS. */
  private static final String NATIVES = "-Dapp.tls=BORINGSSL";

  private static final String MODULE = "io.hostward.app/io.hostward.app.Main";

  private static Lab lab;

  @BeforeAll
  static void start() {
    lab = Lab.start();
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "jax-ws", "cxf", "jaxb-2-beside", "spring-boot-3", "spring-boot-4"})
  void uploadsAndRefusesAWrongPin(String application) throws Exception {
    try (Running running = Application.of(application).start(NATIVES)) {
      uploadsAndRefusesAWrongPin(running);
    }
  }

  @Test
  void onTheModulePath() throws Exception {
    try (Running running = Application.of("module-path").startModule(MODULE)) {
      uploadsAndRefusesAWrongPin(running);
    }
  }

  @Test
  void onTheModulePathWithTheNativesOfTls() throws Exception {
    try (Running running =
        Application.of("module-path")
            .startModule(MODULE, NATIVES, "--add-modules", "ALL-MODULE-PATH")) {
      uploadsAndRefusesAWrongPin(running);
    }
  }

  private static void uploadsAndRefusesAWrongPin(Running running) throws Exception {
    Map<String, String> order = with(Orders.upload(lab), "verify", "SHA256");
    int logins = lab.vcenter().logins();
    lab.datastore("vmstore").write(TARGET, new byte[1]);

    Ended uploaded = running.carryOut(order);

    assertThat(uploaded.isDone()).as(running.output()).isTrue();
    assertThat(uploaded.get("sha256")).isEqualTo(sha256(SIZE));
    assertThat(uploaded.get("route")).contains("ESX1");
    assertThat(lab.datastore("vmstore").sha256(TARGET)).isEqualTo(sha256(SIZE));
    assertThat(lab.vcenter().logins()).isEqualTo(logins + 1);

    try (Front stranger = new Front(Identities.STRANGER, (request, out) -> false)) {
      Ended refused =
          running.carryOut(with(order, "url", "https://" + stranger.authority() + "/sdk"));

      assertThat(refused.words())
          .contains(stranger.authority(), "certificate that is not trusted", lab.thumbprint());
      assertThat(stranger.connections()).isPositive();
      assertThat(stranger.heardAsAStranger()).isEmpty();
    }
    assertThat(running.end()).isZero();
    assertThat(running.output()).doesNotContain(lab.user().password());
  }

  /** Maven keeps one version of the same coordinates, and it may be that of ten years ago. */
  @Test
  void jaxb2InsteadIsNamed() {
    try (Running running = Application.of("jaxb-2-instead").start()) {
      assertRefusedBeforeAnything(running, "jakarta.xml.bind-api-2.3.3.jar", "javax.xml.bind");
    }
  }

  @Test
  void anotherBindingIsNamedWithOurs() {
    try (Running running = Application.of("yavijava").start()) {
      assertRefusedBeforeAnything(
          running, "yavijava-6.0.05.jar", "hostward-vim25-" + Repository.VERSION + ".jar");
    }
  }

  private static void assertRefusedBeforeAnything(Running running, String... words) {
    long before = lab.vcenter().traffic().httpsIn();
    Ended refused = running.carryOut(Orders.upload(lab));

    assertThat(refused.get("ended")).isEqualTo("refused");
    assertThat(refused.words()).contains(words);
    assertThat(refused.get("type")).isEqualTo("IllegalStateException");
    assertThat(lab.vcenter().traffic().httpsIn()).as("what vCenter heard").isEqualTo(before);
  }

  @Test
  void anApplicationNeedsFewJarsAndNoRuntimeOfSoap() throws Exception {
    List<Path> jars =
        Application.of("plain").jars().stream().filter(ClassPathsTest::isForThisPlatform).toList();
    long bytes = 0;
    for (Path jar : jars) {
      bytes += size(jar);
    }
    System.out.printf(
        "An application with Hostward needs %d jars of %.1f MB in all, on one platform: %s%n",
        jars.size(), bytes / 1e6, jars.stream().map(jar -> "" + jar.getFileName()).toList());

    assertThat(jars).hasSizeLessThanOrEqualTo(35);
    assertThat(bytes).isLessThanOrEqualTo(12_000_000);
    assertThat(jars)
        .extracting(jar -> "" + jar.getFileName())
        .noneMatch(
            name ->
                name.matches(
                    "(?i).*(angus|mail|saaj|FastInfoset|gmbal|jaxb-(runtime|core|impl)|jaxws-rt"
                        + "|txw2|istack|stax|woodstox|cxf).*"));
  }

  /** Natives come for five platforms. */
  private static boolean isForThisPlatform(Path jar) {
    return !jar.toString().matches(".*-(linux-aarch_64|osx-.*|windows-.*)\\.jar");
  }

  private static long size(Path jar) throws IOException {
    return Files.size(jar);
  }
}
