package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoAnswerTest {
  @Property(tries = 200)
  void anyFailureHasOnePrintableLineThatNamesCallAndServer(
      @ForAll String message, @ForAll boolean nested) {
    Throwable root = new IOException(message);
    VSphereException words =
        VimFaults.translate(
            "MoveDatastoreFile_Task",
            "vc:443",
            nested ? new WebServiceException("outer", root) : new WebServiceException(message));
    assertThat(words.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(words).hasMessageStartingWith("MoveDatastoreFile_Task on vc:443 ");
    assertThat(words.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  /** As the reference runtime and CXF say it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The server sent HTTP status code 503: Service Unavailable",
        "HTTP response '503: Service Unavailable' when communicating with https://vc/sdk"
      })
  void statusInPlaceOfAnAnswerIsNamed(String runtimesWords) {
    Throwable failure = new WebServiceException("could not send", new IOException(runtimesWords));
    assertThat(NoAnswer.words(failure)).contains("HTTP status 503").doesNotContain("IOException");
  }

  @Test
  void adviceFitsWhatIsWrongWithTheCertificate() {
    Instant now = Instant.parse("2026-11-26T11:00:00.5Z");
    assertThat(NoAnswer.words(handshake(new CertificateExpiredException("NotAfter: 2020")), now))
        .contains("NotAfter: 2020", "expired", "renew it", "2026-11-26T11:00:00Z")
        .doesNotContain("thumbprint");
    assertThat(NoAnswer.words(handshake(new CertificateNotYetValidException("NotBefore: x")), now))
        .contains("NotBefore: x", "not valid yet", "2026-11-26T11:00:00Z")
        .doesNotContain("thumbprint");
    for (String message :
        List.of(
            "No subject alternative DNS name matching vc.lab found.",
            "No subject alternative names present",
            "No name matching vc.lab found")) {
      assertThat(NoAnswer.words(handshake(new CertificateException(message)), now))
          .contains(message, "call it by one of those, or pin its thumbprint")
          .doesNotContain("authority");
    }
    assertThat(NoAnswer.words(handshake(new CertificateException("unknown issuer")), now))
        .contains("trust its authority or pin its thumbprint");
  }

  private static Throwable handshake(CertificateException refusal) {
    IOException failed = new SSLHandshakeException("handshake");
    failed.initCause(refusal);
    return new WebServiceException("HTTP transport error", failed);
  }

  @Test
  void chainOfCausesThatRunsInACircleEnds() {
    IOException one = new IOException("one");
    IOException two = new IOException("two", one);
    one.initCause(two);
    assertThat(NoAnswer.words(one)).startsWith("got no answer: IOException: two");
  }
}
