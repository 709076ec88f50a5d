package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.Texts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {
  @Provide
  Arbitrary<String> hosts() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> names =
        label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
    return Arbitraries.oneOf(names, addresses(4), addresses(16));
  }

  private static Arbitrary<String> addresses(int length) {
    return Arbitraries.bytes().array(byte[].class).ofSize(length).map(HostAddressTest::literal);
  }

  private static String literal(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<String> junk() {
    return Texts.junk();
  }

  @Property
  void parsesWhatItPrints(
      @ForAll("hosts") String host, @ForAll @IntRange(min = 1, max = 65_535) int port)
      throws Exception {
    HostAddress address = new HostAddress(host, port);
    assertThat(HostAddress.parse(address.toString(), 1)).isEqualTo(address);
    assertThat(HostAddress.parse(address.authority(), HostAddress.HTTPS)).isEqualTo(address);
    assertThat(address.host()).isEqualTo(host);

    URI uri = new URI("https://" + address.authority() + "/");
    assertThat(uri.getRawAuthority()).isEqualTo(address.authority());
    assertThat(uri.getRawPath()).isEqualTo("/");
  }

  @Property
  void comesBackFromAUrl(
      @ForAll("hosts") String host, @ForAll @IntRange(min = 1, max = 65_535) int port)
      throws Exception {
    HostAddress address = new HostAddress(host, port);
    URI uri = new URI("https://" + address.urlAuthority() + "/");
    assertThat(HostAddress.ofUrl(uri.getRawAuthority())).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "https://vc_1.lab/sdk, vc_1.lab:443",
    "https://vc_1.lab:8443/sdk, vc_1.lab:8443",
    "https://vc.lab:/sdk, vc.lab:443",
    "https://[fe80::1%25eth0]/sdk, [fe80::1%eth0]:443",
    "https://[fe80::1%25eth0]:8443/sdk, [fe80::1%eth0]:8443",
    "https://[fe80::1%eth0]/sdk, [fe80::1%eth0]:443",
    "https://[fe80::1%25]/sdk, [fe80::1%25]:443",
    "https://[fe80::1%2525]/sdk, [fe80::1%25]:443",
  })
  void hostsOfUrlsThatTheJdkDoesNotTakeForHosts(String url, String address) throws Exception {
    HostAddress read = HostAddress.ofUrl(new URI(url).getRawAuthority());
    assertThat(read).hasToString(address);
    assertThat(HostAddress.ofUrl(new URI("https://" + read.urlAuthority()).getRawAuthority()))
        .isEqualTo(read);
  }

  @Test
  void otherLettersAreToldTheirForm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAddress.https("v\u010d.lab"))
        .withMessageContaining("xn--");
  }

  @Property
  void ipv6IsWhatTheJdkTakesForIt(@ForAll("hosts") String host) throws Exception {
    assertThat(HostAddress.https(host).isIpv6())
        .isEqualTo(host.contains(":") && InetAddress.getByName(host) instanceof Inet6Address);
  }

  @Property
  void anyTextIsRefusedOrStandsInAUrl(@ForAll("junk") String text) throws Exception {
    HostAddress address;
    try {
      address = HostAddress.parse(text, 443);
    } catch (IllegalArgumentException e) {
      assertThat(String.valueOf(e.getMessage()).codePoints()).noneMatch(Character::isISOControl);
      return;
    }
    assertThat(HostAddress.parse(address.toString(), 1)).isEqualTo(address);
    assertThat(new URI("https://" + address.authority() + "/folder").getRawPath())
        .isEqualTo("/folder");
  }

  @ParameterizedTest
  @CsvSource({
    "esx1.lab,              esx1.lab,        902",
    "ESX1.Lab:443,          esx1.lab,        443",
    "esx_1:65535,           esx_1,           65535",
    "192.0.2.1,             192.0.2.1,       902",
    "192.0.2.1:1,           192.0.2.1,       1",
    "2001:DB8::1,           2001:db8::1,     902",
    "[2001:db8::1],         2001:db8::1,     902",
    "[2001:db8::1]:8443,    2001:db8::1,     8443",
    "::1,                   ::1,             902",
    "::ffff:192.0.2.1,      ::ffff:192.0.2.1, 902",
    "fe80::1%eth0,          fe80::1%eth0,    902",
    "[fe80::1%2]:443,       fe80::1%2,       443",
    "vc.lab.:443,           vc.lab.,         443",
  })
  void reads(String text, String host, int port) {
    assertThat(HostAddress.parse(text, 902)).isEqualTo(new HostAddress(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "[",
        "]",
        "[]",
        "[]:443",
        "[:",
        "[:]",
        ":443",
        "esx1:",
        "esx1:0",
        "esx1:65536",
        "esx1:999999",
        "esx1:-1",
        "esx1:+1",
        "esx1:４４３",
        "esx1:a",
        "esx1: 443",
        "[esx1]:443",
        "[esx1]",
        "[192.0.2.1]",
        "[::1",
        "::1]",
        "[::1]443",
        "[::1]:",
        "::1]?a=",
        "1:2:3",
        "::0192.0.2.1",
        "fe80::1%",
        "[fe80::1%eth0",
        "%eth0",
        "esx1%eth0",
        "[[::1]]",
        "1::2::3",
        ":::",
        "12345::",
        "es x1",
        "esx1/",
        "esx1/folder",
        "user@esx1",
        "esx1?x",
        "esx1#x",
        "esx1\n",
        "esx1\u0000",
        "é.lab",
        "a..b",
        ".lab",
        "%65sx1",
        "https://esx1"
      })
  void refuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAddress.parse(text, 443))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .withMessageContaining("was: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
  void refusesPortsOutOfRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostAddress("esx1", port))
        .withMessage("a port is 1 to 65535, was: " + port);
    assertThatIllegalArgumentException().isThrownBy(() -> HostAddress.parse("esx1", port));
  }

  @Test
  void refusesWhatIsTooLongForAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAddress.https("a.".repeat(100_000)))
        .withMessageEndingWith("...'");
  }

  @Test
  void leavesOutTheUsualPort() {
    assertThat(HostAddress.https("Esx1").authority()).isEqualTo("esx1");
    assertThat(HostAddress.https("esx1")).hasToString("esx1:443");
    assertThat(new HostAddress("[::1]", 8443).authority()).isEqualTo("[::1]:8443");
    assertThat(HostAddress.https("::1").authority()).isEqualTo("[::1]");
  }

  @Test
  void isEqualHoweverAnIpv6AddressIsSpelled() {
    HostAddress usual = HostAddress.https("2001:db8::7");

    assertThat(HostAddress.https("[2001:0DB8:0:0:0:0:0:0007]"))
        .isEqualTo(usual)
        .hasSameHashCodeAs(usual);
    assertThat(HostAddress.https("2001:db8::8")).isNotEqualTo(usual);
    assertThat(new HostAddress("2001:db8::7", 444)).isNotEqualTo(usual);
    assertThat(HostAddress.https("fe80:0::1%eth0")).isEqualTo(HostAddress.https("fe80::1%eth0"));
    assertThat(HostAddress.https("fe80::1%eth1")).isNotEqualTo(HostAddress.https("fe80::1%eth0"));
  }
}
