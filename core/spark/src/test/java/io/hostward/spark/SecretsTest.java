package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.spark.LoginSource.Place;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
              1,
              1));
    }

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .contains("m.csv")
        .doesNotContain("s3cret");
    assertThat(job.toString()).contains(file.toString()).doesNotContain("s3cret");
    assertThat(server.login().password(hadoop).toString()).doesNotContain("s3cret");
  }
}
