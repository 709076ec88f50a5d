package io.hostward.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a connection trusts, and through which proxies it goes. */
class ConnectionsTrustTest extends ConnectionsFixture {
  private static final String SHA1 = "01:".repeat(19) + "01";

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

  private static Given thumbprint(String thumbprint, boolean insecure) {
    return given(Optional.empty(), List.of(thumbprint), insecure);
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
