package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

  @Property
  void readsEveryAddressAsTheJdkPrintsIt(@ForAll @Size(16) byte[] bytes)
      throws UnknownHostException {
    // The JDK prints all eight groups; both spellings must mean the same address.
    InetAddress address = InetAddress.getByAddress(bytes);
    IpAddress read = IpAddress.parse(address.getHostAddress()).orElseThrow();

    assertThat(IpAddress.parse(read.toString())).contains(read);
    assertThat(InetAddress.getByName(read.toString())).isEqualTo(address);
  }

  @Property
  void ipv4PrintsAndReads(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    assertThat(IpAddress.parse(address.getHostAddress()).orElseThrow())
        .hasToString(address.getHostAddress());
  }

  @Test
  void shortFormsReadLikeLongOnes() {
    assertThat(IpAddress.parse("::1")).hasToString("Optional[::1]");
    assertThat(IpAddress.parse("2001:DB8:0:0:1:0:0:1")).hasToString("Optional[2001:db8::1:0:0:1]");
    assertThat(IpAddress.parse("[fe80::7%eth0]")).hasToString("Optional[fe80::7]");
    assertThat(IpAddress.parse("::ffff:192.0.2.1")).isEqualTo(IpAddress.parse("192.0.2.1"));
    assertThat(IpAddress.parse("::")).hasToString("Optional[::]");
    assertThat(IpAddress.parse("1::")).hasToString("Optional[1::]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "esx1",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        "+1.2.3.4",
        "1.2.3.0001",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "g::",
        "12345::",
        "1.2.3.4::",
        "١::"
      })
  void anythingElseIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void containsByPrefix() {
    assertThat(Subnet.parse("10.1.0.0/16").contains(address("10.1.255.1"))).isTrue();
    assertThat(Subnet.parse("10.1.0.0/16").contains(address("10.2.0.1"))).isFalse();
    assertThat(Subnet.parse("2001:db8::/33").contains(address("2001:db8:7fff::1"))).isTrue();
    assertThat(Subnet.parse("2001:db8::/33").contains(address("2001:db8:8000::1"))).isFalse();
    assertThat(Subnet.parse("0.0.0.0/0").contains(address("::1"))).isFalse();
    assertThat(Subnet.parse("192.0.2.7")).hasToString("192.0.2.7/32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/x", "x/8", "::/129"})
  void badSubnetsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subnet.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
