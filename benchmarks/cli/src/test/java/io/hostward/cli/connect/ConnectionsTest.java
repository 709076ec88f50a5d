package io.hostward.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
  private static final String SHA1 = "01:".repeat(19) + "01";
  private static final String SHA256 = "ab:".repeat(31) + "ab";

  private final Map<String, String> variables = new HashMap<>();
  private Given given = nothing();
  private Optional<Secret> typed = Optional.empty();

  @TempDir Path folder;

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

  @Test
  void onlyAClearYesTurnsVerificationOff() throws IOException {
    login();
    for (String yes : List.of("1", "true", "TRUE", "t")) {
      variables.put("GOVC_INSECURE", yes);
      assertThat(resolve().trust()).isEqualTo(ServerTrust.unverified());
    }
    for (String no : List.of("", "0", "false")) {
      variables.put("GOVC_INSECURE", no);
      assertThat(resolve().trust()).isEqualTo(ServerTrust.system());
    }
    variables.put("GOVC_INSECURE", "yes please");
    assertThatThrownBy(this::resolve).hasMessageContaining("GOVC_INSECURE is 1, true, 0 or false");
  }

  @Test
  void aThumbprintOptionPinsEvenWhereTheVariableSaysInsecure() throws IOException {
    login();
    variables.put("GOVC_INSECURE", "1");
    given = thumbprint(SHA256, false);

    assertThat(resolve().trust()).isEqualTo(ServerTrust.pinned(Thumbprint.parse(SHA256)));
  }

  @Test
  void insecureAndThumbprintContradictEachOther() {
    login();
    given = thumbprint(SHA256, true);

    assertThatThrownBy(this::resolve).hasMessageContaining("--insecure");
  }

  @Test
  void knownHostsCountForTheirServerAlone() throws IOException {
    login();
    Path first =
        Files.writeString(
            folder.resolve("known"),
            "# comment\nother.lab:443 " + SHA256 + "\n\nvc.lab:443 " + SHA1 + "\n");
    Path second = Files.writeString(folder.resolve("more"), "vc.lab " + SHA256 + "\nvc.lab:8443 x");
    variables.put(
        "GOVC_TLS_KNOWN_HOSTS",
        String.join(
            File.pathSeparator, "" + first, "" + second, "" + folder.resolve("not-there-yet")));

    assertThat(resolve().trust())
        .isEqualTo(
            new ServerTrust.AnyOf(
                List.of(
                    ServerTrust.system(),
                    ServerTrust.pinned(Thumbprint.parse(SHA1), Thumbprint.parse(SHA256)))));
  }

  @Test
  void aMissingFileOfAuthoritiesIsAnError() {
    login();
    variables.put("GOVC_TLS_CA_CERTS", folder.resolve("missing.pem").toString());

    assertThatThrownBy(this::resolve).isInstanceOf(IOException.class);
  }

  @Test
  void proxiesComeFromOptionsOrHostwardsOwnVariablesAlone() throws IOException {
    login();
    variables.put("HTTPS_PROXY", "http://everybodys.lab:8080");
    variables.put("ALL_PROXY", "http://everybodys.lab:8080");
    assertThat(resolve().proxies()).isEqualTo(ServerProxies.NONE);

    variables.put("HOSTWARD_PROXY", "http://joe:hunter2@first.lab:3128");
    assertThat(resolve().proxies().server())
        .map(Object::toString)
        .contains("http://first.lab:3128");
    assertThat(resolve().proxies().server().orElseThrow().login().orElseThrow().user())
        .isEqualTo("joe");
    assertThat(resolve().proxies().hosts()).isEmpty();
    assertThat(resolve().toString()).doesNotContain("hunter2").doesNotContain("joe");

    given = proxies("http://[2001:db8::1]:3128", "socks5://second.lab:1080");
    assertThat(resolve().proxies().server())
        .map(Object::toString)
        .contains("http://[2001:db8::1]:3128");
    assertThat(resolve().proxies().hosts())
        .map(Object::toString)
        .contains("socks5://second.lab:1080");
  }

  @Test
  void aProxysPasswordDoesNotBelongOnTheCommandLine() {
    login();
    given = proxies(null, "socks5://joe:hunter2@second.lab:1080");
    assertThatThrownBy(this::resolve)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--host-proxy")
        .hasMessageContaining("HOSTWARD_HOST_PROXY")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aProxyThatIsNoneIsNamedByWhereItStands() {
    login();
    given = proxies("proxy.lab:3128", null);
    assertThatThrownBy(this::resolve)
        .hasMessageStartingWith("--proxy: a proxy is http://HOST:PORT");
    given = nothing();
    variables.put("HOSTWARD_HOST_PROXY", "https://proxy.lab:3128");
    assertThatThrownBy(this::resolve)
        .hasMessageStartingWith("HOSTWARD_HOST_PROXY: a proxy is http://HOST:PORT");
  }

  private ServerConnection resolve() throws IOException {
    return new Connections(variables, question -> typed).resolve(given);
  }

  private void login() {
    variables.put("GOVC_URL", "root:s3cret@vc.lab");
  }

  private static Given nothing() {
    return given(Optional.empty(), List.of(), false);
  }

  private static Given url(String url) {
    return given(Optional.of(url), List.of(), false);
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

  private static Given thumbprint(String thumbprint, boolean insecure) {
    return given(Optional.empty(), List.of(thumbprint), insecure);
  }

  private static Given given(Optional<String> url, List<String> thumbprints, boolean insecure) {
    return new Given(
        url,
        Optional.empty(),
        Optional.empty(),
        insecure,
        thumbprints,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Given proxies(@Nullable String proxy, @Nullable String hostProxy) {
    return new Given(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.ofNullable(proxy),
        Optional.ofNullable(hostProxy));
  }
}
