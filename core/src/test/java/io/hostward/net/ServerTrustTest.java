package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.net.Thumbprint.Algorithm;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real handshakes: what a trust says is what the JDK's TLS does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTrustTest {
  private final X509Bundle authority = authority("CN=lab authority");
  private final X509Bundle stranger = authority("CN=another authority");
  // As ESXi makes it: no name that anyone would call, and here long expired.
  private final X509Bundle selfSigned = expired("CN=localhost.localdomain");
  private final TlsServer issued;
  private final TlsServer alone;

  ServerTrustTest() throws Exception {
    issued =
        new TlsServer(
            new CertificateBuilder()
                .ecp256()
                .subject("CN=esx1")
                .addSanDnsName("localhost")
                .buildIssuedBy(authority));
    alone = new TlsServer(selfSigned);
  }

  @BeforeAll
  void serversListen() {
    assertThat(issued.port()).isPositive().isNotEqualTo(alone.port());
  }

  @AfterAll
  void closeServers() throws Exception {
    issued.close();
    alone.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPinFitsWhateverTheNameAndDate(TlsClient client) throws Exception {
    for (Algorithm algorithm : Algorithm.values()) {
      ServerTrust pin = ServerTrust.pinned(Thumbprint.of(selfSigned.getCertificate(), algorithm));
      assertThat(client.get(pin, "127.0.0.1", alone.port())).isEqualTo("ok");
      assertThat(client.get(pin, "localhost", alone.port())).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPinNamesBothThumbprints(TlsClient client) {
    Thumbprint expected = Thumbprint.of(authority.getCertificate(), Algorithm.SHA256);
    Thumbprint presented = Thumbprint.of(selfSigned.getCertificate(), Algorithm.SHA256);
    assertRefused(client, ServerTrust.pinned(expected), "127.0.0.1", alone)
        .withMessageContaining(
            "the server's certificate has the thumbprint "
                + presented
                + ", expected was "
                + expected);
  }

  @ParameterizedTest
  @EnumSource
  void aPinIsForTheLeafAndNotItsIssuer(TlsClient client) {
    Thumbprint issuer = Thumbprint.of(authority.getCertificate(), Algorithm.SHA1);
    assertRefused(client, ServerTrust.pinned(issuer), "localhost", issued)
        .withMessageContaining("expected was " + issuer);
  }

  @ParameterizedTest
  @EnumSource
  void anAuthorityVouchesForTheNameThatWasCalled(TlsClient client) throws Exception {
    ServerTrust trust = authorities(authority);
    assertThat(client.get(trust, "localhost", issued.port())).isEqualTo("ok");
    assertRefused(client, trust, "127.0.0.1", issued).withMessageContaining("127.0.0.1");
  }

  @ParameterizedTest
  @EnumSource
  void anotherAuthorityVouchesForNothing(TlsClient client) {
    assertRefused(client, authorities(stranger), "localhost", issued)
        .withMessageContaining("certification path");
  }

  @ParameterizedTest
  @EnumSource
  void thePlatformRefusesWhatItDoesNotKnow(TlsClient client) {
    assertRefused(client, ServerTrust.system(), "localhost", alone)
        .withMessageContaining("certification path");
    assertRefused(client, ServerTrust.system(), "localhost", issued)
        .withMessageContaining("certification path");
  }

  @ParameterizedTest
  @EnumSource
  void anyOfTakesTheFirstThatFits(TlsClient client) throws Exception {
    ServerTrust pin =
        ServerTrust.pinned(Thumbprint.of(selfSigned.getCertificate(), Algorithm.SHA1));
    ServerTrust any = new ServerTrust.AnyOf(List.of(authorities(authority), pin));
    assertThat(client.get(any, "localhost", issued.port())).isEqualTo("ok");
    assertThat(client.get(any, "127.0.0.1", alone.port())).isEqualTo("ok");

    assertRefused(client, any, "127.0.0.1", issued)
        .withMessageContaining("127.0.0.1")
        .withMessageContaining(
            "expected was " + Thumbprint.of(selfSigned.getCertificate(), Algorithm.SHA1));
    assertRefused(client, new ServerTrust.AnyOf(List.of()), "localhost", issued)
        .withMessageContaining("accepted by nothing");
  }

  @ParameterizedTest
  @EnumSource
  void unverifiedTakesAnything(TlsClient client) throws Exception {
    assertThat(client.get(ServerTrust.unverified(), "127.0.0.1", alone.port())).isEqualTo("ok");
    assertThat(client.get(ServerTrust.unverified(), "127.0.0.1", issued.port())).isEqualTo("ok");
  }

  @Test
  void severalPinsOfTwoKindsAreAllNamed() {
    X509Certificate certificate = selfSigned.getCertificate();
    Thumbprint sha1 = Thumbprint.of(authority.getCertificate(), Algorithm.SHA1);
    Thumbprint sha256 = Thumbprint.of(authority.getCertificate(), Algorithm.SHA256);
    assertThatExceptionOfType(CertificateException.class)
        .isThrownBy(
            () ->
                ServerTrust.pinned(sha1, sha256)
                    .trustManager()
                    .checkServerTrusted(new X509Certificate[] {certificate}, "UNKNOWN"))
        .withMessageContainingAll(
            Thumbprint.of(certificate, Algorithm.SHA1) + " and ",
            Thumbprint.of(certificate, Algorithm.SHA256).hex(),
            sha1.hex(),
            sha256.hex());
  }

  @Test
  void noTrustManagerAcceptsClients() {
    X509Certificate[] chain = {selfSigned.getCertificate()};
    for (ServerTrust trust :
        List.of(
            ServerTrust.unverified(),
            ServerTrust.pinned(Thumbprint.of(chain[0], Algorithm.SHA1)),
            new ServerTrust.AnyOf(List.of(ServerTrust.unverified())))) {
      assertThatExceptionOfType(CertificateException.class)
          .isThrownBy(() -> trust.trustManager().checkClientTrusted(chain, "UNKNOWN"))
          .withMessage("client certificates are not accepted");
      assertThat(trust.trustManager().getAcceptedIssuers()).isEmpty();
    }
  }

  @Test
  void authoritiesComeFromAFile(@TempDir Path folder) throws Exception {
    Path pem = folder.resolve("ca.pem");
    Files.writeString(pem, authority.getCertificatePEM() + stranger.getCertificatePEM());
    assertThat(ServerTrust.authorities(pem))
        .isEqualTo(authorities(authority, stranger))
        .hasToString("Authorities[CN=lab authority, CN=another authority]");
    Path der = Files.write(folder.resolve("ca.der"), authority.getCertificate().getEncoded());
    assertThat(ServerTrust.authorities(der)).isEqualTo(authorities(authority));

    Path junk = Files.writeString(folder.resolve("junk.pem"), "no certificate");
    assertThatIOException()
        .isThrownBy(() -> ServerTrust.authorities(junk))
        .withMessageContaining("no certificate could be read from " + junk);
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThatIOException()
        .isThrownBy(() -> ServerTrust.authorities(empty))
        .withMessageContaining("no certificate could be read from " + empty);
    assertThatIOException().isThrownBy(() -> ServerTrust.authorities(folder.resolve("absent")));
  }

  @Test
  void aFileMayBeginWithTheMarkOfUtf8(@TempDir Path folder) throws Exception {
    Path marked = folder.resolve("ca.pem");
    Files.writeString(marked, "\ufeff" + authority.getCertificatePEM());
    assertThat(ServerTrust.authorities(marked)).isEqualTo(authorities(authority));
  }

  @Test
  void aFileInUtf16IsRefusedByName(@TempDir Path folder) throws Exception {
    for (Charset wide :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = folder.resolve(wide.name());
      Files.writeString(file, authority.getCertificatePEM(), wide);
      assertThatIOException()
          .isThrownBy(() -> ServerTrust.authorities(file))
          .withMessageContaining(file.toString())
          .withMessageContaining("UTF-16;");
    }
  }

  @Test
  void nothingIsNoTrust() {
    assertThatIllegalArgumentException().isThrownBy(ServerTrust::pinned);
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Pinned(Set.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Authorities(List.of()));
  }

  private static ThrowableAssertAlternative<SSLHandshakeException> assertRefused(
      TlsClient client, ServerTrust trust, String host, TlsServer server) {
    return assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> client.get(trust, host, server.port()));
  }

  private static ServerTrust authorities(X509Bundle... bundles) {
    return new ServerTrust.Authorities(
        Arrays.stream(bundles).map(X509Bundle::getCertificate).toList());
  }

  private static X509Bundle authority(String subject) throws Exception {
    return selfSigned(subject).buildSelfSigned();
  }

  private static X509Bundle expired(String subject) throws Exception {
    return selfSigned(subject)
        .notBefore(Instant.now().minus(Duration.ofDays(20)))
        .notAfter(Instant.now().minus(Duration.ofDays(10)))
        .buildSelfSigned();
  }

  // The builder signs itself only as an authority; ESXi's own certificates are such, too.
  private static CertificateBuilder selfSigned(String subject) {
    return new CertificateBuilder().ecp256().subject(subject).setIsCertificateAuthority(true);
  }
}
