package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.source.Manifest;
import io.hostward.spark.LoginSource.Place;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @TempDir Path folder;
  private final Configuration hadoop = new Configuration(false);

  private static LoginSource source(Place place, String name) {
    return new LoginSource("user", place, name);
  }

  @Test
  void aPasswordIsTheOnlyLineOfAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "s3 cret\r\n");
    assertThat(source(Place.FILE, file.toString()).password(hadoop).reveal()).isEqualTo("s3 cret");
    assertThat(source(Place.FILE, file.toUri().toString()).password(hadoop).reveal())
        .isEqualTo("s3 cret");

    Files.writeString(file, "one\ntwo\n");
    assertThatIOException()
        .isThrownBy(() -> source(Place.FILE, file.toString()).password(hadoop))
        .withMessageContaining(file.toString())
        .withMessageNotContaining("two");
  }

  @Test
  void aPasswordIsAnEnvironmentVariable() throws Exception {
    assertThat(source(Place.ENVIRONMENT, "PATH").password(hadoop).reveal())
        .isEqualTo(System.getenv("PATH"));
    assertThatIOException()
        .isThrownBy(() -> source(Place.ENVIRONMENT, "HOSTWARD_NOT_SET").password(hadoop))
        .withMessageContaining("spark.executorEnv.HOSTWARD_NOT_SET");
  }

  @Test
  void aPasswordIsAnAliasOfACredentialProvider() throws Exception {
    String place = "localjceks://file" + folder.resolve("store.jceks");
    hadoop.set("hadoop.security.credential.provider.path", place);
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry("vcenter", "s3cret".toCharArray());
    provider.flush();

    assertThat(source(Place.ALIAS, "vcenter").password(hadoop).reveal()).isEqualTo("s3cret");
    assertThatIOException()
        .isThrownBy(() -> source(Place.ALIAS, "other").password(hadoop))
        .withMessageContaining("alias other");
  }

  @Test
  void whatTravelsAndWhatIsShownHasNoPassword() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "s3cret-of-all");
    ServerSettings server =
        ServerSettings.of("https://vc.example/sdk", source(Place.FILE, file.toString()));
    JobSettings job = JobSettings.of(server, "m.csv", "results");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(
          new ShardTask.Inputs(
              job,
              "m.csv",
              "plan",
              new HashMap<>(java.util.Map.of("ds", new ArrayList<>())),
              new HashMap<>(),
              1,
              1));
    }

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .contains("m.csv")
        .doesNotContain("s3cret");
    assertThat(job.toString()).contains(file.toString()).doesNotContain("s3cret");
    assertThat(server.login().password(hadoop).toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://user:s3cret@host/m.csv", "s3a://KEY:s3cret@bucket/m.csv", "x://u:s3cret@h"})
  void aLocationWithAPasswordIsRefusedAndNotRepeated(String location) throws Exception {
    ServerSettings server = ServerSettings.of("https://vc.example/sdk", source(Place.FILE, "p"));
    JobSettings job = JobSettings.of(server, "hdfs:///m.csv", "hdfs:///results");
    assertRefused(() -> JobSettings.of(server, location, "hdfs:///results"));
    assertRefused(() -> JobSettings.of(server, "hdfs:///m.csv", location));
    assertRefused(() -> job.byPlan(location));

    Path manifest =
        Files.writeString(
            folder.resolve("m.csv"), "source,target\n" + location + ",[vmstore] iso/\n");
    Manifest rows = HadoopFiles.manifest(manifest.toString(), manifest.toString(), hadoop);
    assertRefused(
        () -> {
          try (Stream<Delivery> deliveries = rows.open()) {
            assertThat(deliveries.count()).isZero();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://user:s3cret@vc/sdk", "http://user:s3cret@vc", "u:s3cret @"})
  void aServerWithAPasswordIsRefusedAndNotRepeated(String url) {
    assertRefused(() -> ServerSettings.of(url, source(Place.FILE, "p")));
  }

  private static void assertRefused(ThrowingCallable action) {
    Throwable refusal = catchThrowable(action);
    assertThat(refusal).isNotNull();
    assertThat(refusal).hasStackTraceContaining("leave");
    assertThat(text(refusal)).doesNotContain("s3cret");
  }

  private static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
