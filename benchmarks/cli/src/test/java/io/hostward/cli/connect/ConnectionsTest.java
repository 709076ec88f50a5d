package io.hostward.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which server it is, who logs in, and by which password. */
class ConnectionsTest extends ConnectionsFixture {
  @Test
  void theVariablesOfGovcAreEnough() throws IOException {
    variables.put("GOVC_URL", "https://vc.lab/sdk");
    variables.put("GOVC_USERNAME", "administrator@vsphere.local");
    variables.put("GOVC_PASSWORD", "s3cret");
    variables.put("GOVC_DATACENTER", "Prague");
    variables.put("GOVC_DATASTORE", "vmstore");

    ServerConnection connection = resolve();

    assertThat(connection.url()).hasToString("https://vc.lab/sdk");
    assertThat(connection.user()).isEqualTo("administrator@vsphere.local");
    assertThat(connection.password().reveal()).isEqualTo("s3cret");
    assertThat(connection.datacenterOf("vmstore")).contains("Prague");
    assertThat(connection.datastore()).contains("vmstore");
    assertThat(connection.trust()).isEqualTo(ServerTrust.system());
    assertThat(connection.hostTrust()).isEmpty();
    assertThat(connection.toString()).doesNotContain("s3cret");
  }

  @Test
  void userAndPasswordVariablesWinOverThoseInTheUrl() throws IOException {
    variables.put("GOVC_URL", "other:wrong@vc.lab");
    assertThat(resolve().user()).isEqualTo("other");
    assertThat(resolve().password().reveal()).isEqualTo("wrong");

    variables.put("GOVC_USERNAME", "root");
    variables.put("GOVC_PASSWORD", "right");
    assertThat(resolve().user()).isEqualTo("root");
    assertThat(resolve().password().reveal()).isEqualTo("right");
  }

  @Test
  void anOptionWinsOverItsVariable() throws IOException {
    Path passwordFile = Files.writeString(folder.resolve("password"), "from file\n");
    variables.put("GOVC_URL", "elsewhere.lab");
    variables.put("GOVC_USERNAME", "nobody");
    variables.put("GOVC_PASSWORD", "wrong");
    variables.put("GOVC_DATACENTER", "Brno");
    given =
        new Given(
            Optional.of("vc.lab:8443"),
            Optional.of("root"),
            Optional.of(passwordFile),
            false,
            List.of(),
            Optional.empty(),
            Optional.of("Prague"),
            List.of(),
            Optional.empty(),
            Optional.empty());

    ServerConnection connection = resolve();

    assertThat(connection.url()).hasToString("https://vc.lab:8443/sdk");
    assertThat(connection.user()).isEqualTo("root");
    assertThat(connection.password().reveal()).isEqualTo("from file");
    assertThat(connection.datacenterOf("vmstore")).contains("Prague");
    assertThat(connection.datacenterOf("/Brno/datastore/vmstore")).contains("Prague");
  }

  @Test
  void anInventoryPathTellsItsOwnDatacenter() throws IOException {
    login();
    variables.put("GOVC_DATACENTER", "/Sites/Prague/");

    assertThat(resolve().datacenterOf("vmstore")).contains("/Sites/Prague");
    assertThat(resolve().datacenterOf("/Brno/datastore/vmstore")).isEmpty();
  }

  @Test
  void theDatastoreMayBeWrittenAsInATarget() throws IOException {
    login();
    variables.put("GOVC_DATASTORE", "[vm store]");
    assertThat(resolve().datastore()).contains("vm store");
    variables.put("GOVC_DATASTORE", "/DC/datastore/vmstore/");
    assertThat(resolve().datastore()).contains("/DC/datastore/vmstore");
    variables.put("GOVC_DATASTORE", "[vmstore] iso");
    assertThatThrownBy(this::resolve).hasMessageStartingWith("GOVC_DATASTORE: ");
  }

  @Test
  void userAndPasswordMayStandInFilesThatTheVariablesName() throws IOException {
    Path user = Files.writeString(folder.resolve("user"), " root \n");
    Path password = Files.writeString(folder.resolve("password"), "s3 cret\r\n");
    variables.put("GOVC_URL", "vc.lab");
    variables.put("GOVC_USERNAME", "" + user);
    variables.put("GOVC_PASSWORD", "" + password);
    assertThat(resolve().user()).isEqualTo("root");
    assertThat(resolve().password().reveal()).isEqualTo("s3 cret");

    // A folder holds no password, and so the value is one itself.
    variables.put("GOVC_PASSWORD", "" + folder);
    assertThat(resolve().password().reveal()).isEqualTo("" + folder);

    variables.put("GOVC_PASSWORD", "" + Files.createFile(folder.resolve("empty")));
    assertThatThrownBy(this::resolve).hasMessageContaining("" + folder.resolve("empty"));
  }

  @Test
  void whatCannotBeAPasswordIsRefusedWithAdvice() throws IOException {
    variables.put("GOVC_URL", "vc.lab");
    variables.put("GOVC_USERNAME", "root");
    Map<String, String> advice =
        Map.of(
            "", "holds no password",
            "\n", "holds no password",
            "s3cret\r", "ends with a carriage return",
            "s3cret\r\r\n", "ends with a carriage return",
            "s3cret\nother\n", "more than one line",
            "s3\u0007cret", "the control character U+0007");
    for (Map.Entry<String, String> written : advice.entrySet()) {
      Path file = Files.writeString(folder.resolve("password"), written.getKey());
      given = passwordFile(file);
      assertThatThrownBy(this::resolve)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining(written.getValue())
          .message()
          .doesNotContain("s3");
    }
    given = nothing();
    variables.put("GOVC_PASSWORD", "s3cret\r");
    assertThatThrownBy(this::resolve)
        .hasMessageStartingWith("GOVC_PASSWORD ends with a carriage return");
  }

  @Test
  void textFilesMayComeFromWindows() throws IOException {
    login();
    for (String name : List.of("UTF-8", "UTF-16LE")) {
      Charset charset = Charset.forName(name);
      Path password = folder.resolve("password " + name);
      given = passwordFile(Files.writeString(password, "\ufeffpäss\r\n", charset));
      Path known = folder.resolve("known " + name);
      Files.writeString(known, "\ufeffvc.lab:443 " + SHA256 + "\r\n", charset);
      variables.put("GOVC_TLS_KNOWN_HOSTS", "" + known);

      assertThat(resolve().password().reveal()).isEqualTo("päss");
      assertThat(resolve().trust())
          .isEqualTo(
              new ServerTrust.AnyOf(
                  List.of(ServerTrust.system(), ServerTrust.pinned(Thumbprint.parse(SHA256)))));
    }
    Path latin = folder.resolve("latin");
    given = passwordFile(Files.writeString(latin, "päss", StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::resolve).hasMessageContaining(latin + " is no UTF-8 text");
  }

  @Test
  void aVariableThatDidNotArriveWholeIsRefused() {
    login();
    variables.put("GOVC_PASSWORD", "p\ufffdss");
    variables.put("LC_ALL", "POSIX");
    assertThatThrownBy(this::resolve)
        .hasMessageStartingWith("GOVC_PASSWORD holds characters that cannot be read")
        .hasMessageContaining("LC_ALL=POSIX")
        .message()
        .doesNotContain("p\ufffd");
    variables.remove("GOVC_PASSWORD");
    variables.put("GOVC_URL", "root@vc.lab");
    typed = Optional.of(Secret.of("p\ufffdss"));
    assertThatThrownBy(this::resolve).hasMessageStartingWith("the password that was typed holds");
  }

  @Test
  void thePasswordWithinGovcUrlIsNotSentToAServerOfAnOption() {
    variables.put("GOVC_URL", "root:s3cret@vc.lab");
    given = url("root@elsewhere.lab");

    assertThatThrownBy(this::resolve).hasMessageContaining("no password for root at elsewhere.lab");
  }

  @Test
  void aPasswordOnTheCommandLineIsRefusedWithARemedy() {
    given = url("https://root:s3cret@vc.lab/sdk");

    assertThatThrownBy(this::resolve)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--password-file")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void asksForThePasswordOnATerminal() throws IOException {
    given = url("root@vc.lab");
    typed = Optional.of(Secret.of("typed"));

    assertThat(resolve().password().reveal()).isEqualTo("typed");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(this::resolve).hasMessageContaining("--url or GOVC_URL");
    variables.put("GOVC_URL", "vc.lab");
    assertThatThrownBy(this::resolve).hasMessageContaining("--username or GOVC_USERNAME");
    variables.put("GOVC_USERNAME", "root");
    assertThatThrownBy(this::resolve).hasMessageContaining("--password-file or GOVC_PASSWORD");
  }

  private static Given passwordFile(Path file) {
    return new Given(
        Optional.empty(),
        Optional.empty(),
        Optional.of(file),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
