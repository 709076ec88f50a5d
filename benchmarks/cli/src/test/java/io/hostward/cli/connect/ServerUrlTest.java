package io.hostward.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
  @ParameterizedTest
  @CsvSource({
    "vc.lab, https://vc.lab/sdk",
    "vc.lab:8443, https://vc.lab:8443/sdk",
    "VC.lab, https://vc.lab/sdk",
    "https://vc.lab, https://vc.lab/sdk",
    "https://vc.lab/, https://vc.lab/sdk",
    "https://vc.lab/sdk, https://vc.lab/sdk",
    "HTTPS://vc.lab:443/other/sdk, https://vc.lab/other/sdk",
    "root@192.0.2.7, https://192.0.2.7/sdk",
    "'[2001:db8::7]:8443', 'https://[2001:db8::7]:8443/sdk'",
    "'https://u:p@[2001:db8::7]/sdk', 'https://[2001:db8::7]/sdk'",
    "vc_1.lab, https://vc_1.lab/sdk",
    "https://vc_1.lab:8443/sdk, https://vc_1.lab:8443/sdk",
    "'https://[fe80::1%25eth0]/sdk', 'https://[fe80::1%25eth0]/sdk'",
    "'[fe80::1%eth0]', 'https://[fe80::1%25eth0]/sdk'",
    "'[fe80::1%25]', 'https://[fe80::1%2525]/sdk'",
  })
  void readsTheFormsOfGovc(String text, String uri) {
    assertThat(ServerUrl.parse("GOVC_URL", text).uri()).hasToString(uri);
  }

  @Test
  void theLastAtSignEndsTheUser() {
    ServerUrl url = ServerUrl.parse("GOVC_URL", "administrator@vsphere.local:a@b:c@vc.lab:444");

    assertThat(url.user()).contains("administrator@vsphere.local");
    assertThat(url.password().map(Secret::reveal)).contains("a@b:c");
    assertThat(url.address()).isEqualTo(new HostAddress("vc.lab", 444));
  }

  @Test
  void aPlusIsAPlusAndALonePercentIsAPercent() {
    ServerUrl url = ServerUrl.parse("GOVC_URL", "https://a+b:100%@vc.lab/sdk");

    assertThat(url.user()).contains("a+b");
    assertThat(url.password().map(Secret::reveal)).contains("100%");
  }

  @Property
  void encodedUsersAndPasswordsComeBack(
      @ForAll @NotEmpty String user, @ForAll @NotEmpty String password) {
    ServerUrl url =
        ServerUrl.parse(
            "GOVC_URL", "https://" + encode(user) + ":" + encode(password) + "@vc.lab/sdk");

    assertThat(url.user()).contains(replaceBroken(user));
    assertThat(url.password().map(Secret::reveal)).contains(replaceBroken(password));
    assertThat(url.uri()).hasToString("https://vc.lab/sdk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://u:hunter2@vc.lab/sdk",
        "ftp://u:hunter2@vc.lab",
        "u:hunter2@",
        "u:hunter2@vc.lab:99999",
        "u:hunter2@vc.lab:port",
        "u:hunter2@vc?lab/sdk",
        "u:hunter2@v\u010d.lab/sdk",
        "u:hunter2@vc.lab/a b",
        "u:hunter2@vc.lab/sdk?x=1",
      })
  void refusesTheRestWithoutRepeatingAPassword(String text) {
    assertThatThrownBy(() -> ServerUrl.parse("GOVC_URL", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("GOVC_URL")
        .message()
        .doesNotContain("hunter2");
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      assertThat(ServerUrl.parse("--url", text).uri().getScheme()).isEqualTo("https");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("--url");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // What URLEncoder does to unpaired surrogates.
  private static String replaceBroken(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
