package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.Texts;
import io.hostward.net.ProxyAddress.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {
  private static final HostAddress PROXY = new HostAddress("proxy.lab", 3128);

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(60)
        .filter(word -> word.chars().noneMatch(Character::isISOControl))
        .filter(ProxyAddressTest::isWellFormed);
  }

  /** Half a surrogate pair has no bytes of its own in UTF-8. */
  private static boolean isWellFormed(String word) {
    return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(word);
  }

  @Provide
  Arbitrary<String> junk() {
    return Texts.junk();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Property
  void readsAnyUserAndPasswordThatAreEncoded(
      @ForAll("words") String word, @ForAll("words") String password) {
    String user = word.replace(':', '.');
    ProxyAddress proxy =
        ProxyAddress.parse("http://" + encoded(user) + ":" + encoded(password) + "@proxy.lab:3128");
    assertThat(proxy.address()).isEqualTo(PROXY);
    assertThat(proxy.login().orElseThrow().user()).isEqualTo(user);
    assertThat(proxy.login().orElseThrow().password().reveal()).isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.lab:3128,     HTTP_CONNECT, proxy.lab,   3128, http://proxy.lab:3128",
    "HTTP://Proxy.Lab:3128/,    HTTP_CONNECT, proxy.lab,   3128, http://proxy.lab:3128",
    "socks5://192.0.2.1:1080,   SOCKS5,       192.0.2.1,   1080, socks5://192.0.2.1:1080",
    "socks5h://[2001:db8::1]:9, SOCKS5,       2001:db8::1, 9,    socks5://[2001:db8::1]:9",
  })
  void reads(String text, Kind kind, String host, int port, String shown) {
    ProxyAddress proxy = ProxyAddress.parse(text);
    assertThat(proxy.kind()).isEqualTo(kind);
    assertThat(proxy.address()).isEqualTo(new HostAddress(host, port));
    assertThat(proxy.login()).isEmpty();
    assertThat(proxy).hasToString(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.lab:3128,                 neither",
    "http://,                        neither",
    "http://proxy.lab:3128/path,     neither",
    "https://proxy.lab:3128,         scheme was: 'https'",
    "socks4://proxy.lab:1080,        scheme was: 'socks4'",
    "http://proxy.lab,               port is missing",
    "http://[2001:db8::1],           port is missing",
    "http://proxy.lab:0,             host or port",
    "http://proxy.lab:65536,         host or port",
    "http://joe:hunter2:proxy:3128,  host or port",
    "http://joe@proxy.lab:3128,      needs a password",
    "http://:hunter2@proxy.lab:3128, the user",
    "http://joe:@proxy.lab:3128,     the password",
    "http://joe:%zz@proxy.lab:3128,  %25",
    "http://joe:a%0ab@proxy.lab:1,   control characters",
    "http://a%3ab:c@proxy.lab:1,     no colon",
    "socks5://joe:%C3%BC@proxy.lab:1, ASCII",
  })
  void refuses(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyAddress.parse(text))
        .withMessageContaining(why)
        .withMessageNotContaining("hunter2")
        .withNoCause();
  }

  @Property
  void refusesOrReadsAnyText(@ForAll("junk") String junk) {
    try {
      assertThat(ProxyAddress.parse(junk).toString()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("prox");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void refusesPasswordsThatSocksCannotSend(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyAddress.socks5(PROXY).as("joe", Secret.of("x".repeat(length))))
        .withMessageContaining("1 to 255 bytes");
  }

  @Test
  void showsNeitherUserNorPassword() {
    ProxyAddress proxy = ProxyAddress.http(PROXY).as("joe", Secret.of("hunter2"));
    assertThat(proxy).hasToString("http://proxy.lab:3128");
    assertThat(proxy.login().orElseThrow()).hasToString("(secret)");
  }
}
