package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.Texts;
import io.hostward.net.Thumbprint.Algorithm;
import io.netty.pkitesting.CertificateBuilder;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbprintTest {
  private static final String SHA1 = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:01:23:45:67";

  @Provide
  Arbitrary<byte[]> digests() {
    return Combinators.combine(Arbitraries.of(20, 32), Arbitraries.bytes().list().ofSize(32))
        .as(
            (size, bytes) -> {
              byte[] digest = new byte[size];
              for (int i = 0; i < size; i++) {
                digest[i] = bytes.get(i);
              }
              return digest;
            });
  }

  @Provide
  Arbitrary<String> junk() {
    return Texts.junk();
  }

  @Property
  void readsEverySpellingAndPrintsOne(@ForAll("digests") byte[] digest) {
    String colons = spelled(digest);
    Thumbprint thumbprint = Thumbprint.parse(colons);
    assertThat(thumbprint).hasToString(colons);
    assertThat(thumbprint.algorithm())
        .isEqualTo(digest.length == 20 ? Algorithm.SHA1 : Algorithm.SHA256);
    assertThat(Thumbprint.parse(colons.toLowerCase(Locale.ROOT))).isEqualTo(thumbprint);
    assertThat(Thumbprint.parse(colons.replace(":", ""))).isEqualTo(thumbprint);
    assertThat(Thumbprint.parse(" " + colons.replace(":", "").toLowerCase(Locale.ROOT) + "\n"))
        .isEqualTo(thumbprint);
    assertThat(new Thumbprint(thumbprint.algorithm(), colons.toLowerCase(Locale.ROOT)))
        .isEqualTo(thumbprint);
  }

  @Property
  void junkIsRefusedInPlainWords(@ForAll("junk") String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thumbprint.parse(text))
        .withMessageStartingWith("a thumbprint is 20 bytes (SHA-1) or 32 bytes (SHA-256)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "00:11",
        SHA1 + ":89",
        SHA1 + ":",
        ":" + SHA1,
        "0:011:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:01:23:45:67",
        "00112233:445566778899AABBCCDDEEFF01234567",
        "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:01:23:45:6G",
        "00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF 01 23 45 67",
        "０0112233445566778899AABBCCDDEEFF01234567",
        "SHA1:00112233445566778899AABBCCDDEEFF01234567"
      })
  void refuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thumbprint.parse(text))
        .withMessageContaining("was: '" + text + "'");
  }

  @Test
  void theConstructorChecksLengthAndDigits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Thumbprint(Algorithm.SHA256, SHA1))
        .withMessageContaining("32 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Thumbprint(Algorithm.SHA1, SHA1.replace(':', '-')));
  }

  @ParameterizedTest
  @CsvSource({"SHA1, SHA-1", "SHA256, SHA-256"})
  void digestsACertificateAsOthersDo(Algorithm algorithm, String jcaName) throws Exception {
    X509Certificate certificate = certificate("CN=esx1");
    byte[] expected = MessageDigest.getInstance(jcaName).digest(certificate.getEncoded());

    Thumbprint thumbprint = Thumbprint.of(certificate, algorithm);

    assertThat(thumbprint).hasToString(spelled(expected));
    assertThat(thumbprint.matches(certificate)).isTrue();
    assertThat(thumbprint.matches(certificate("CN=esx1"))).isFalse();
  }

  private static X509Certificate certificate(String subject) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .setIsCertificateAuthority(true)
        .buildSelfSigned()
        .getCertificate();
  }

  private static String spelled(byte[] digest) {
    String digits =
        String.format(Locale.ROOT, "%0" + 2 * digest.length + "X", new BigInteger(1, digest));
    return digits.replaceAll("(..)(?!$)", "$1:");
  }
}
