package io.hostward.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import io.hostward.transfer.FailureDomain.Next;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table by which failures are answered, a test a row. */
class FailureDomainTest {
  private static final ProxyAddress PROXY = ProxyAddress.http(new HostAddress("proxy", 3128));

  @ParameterizedTest
  @CsvSource({
    "SOURCE, END",
    "REQUEST, END",
    "LOGIN, END",
    "PERMISSION, END",
    "VCENTER, ASK_AGAIN",
    "HOST, NEXT_ROUTE",
    "PROXY, RELAY",
    "DATASTORE, END"
  })
  void aDomainSaysWhatComesNext(FailureDomain domain, Next next) {
    assertThat(domain.next()).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, REQUEST",
    "ALREADY_EXISTS, REQUEST",
    "AMBIGUOUS, REQUEST",
    "INVALID, REQUEST",
    "TOO_LONG, REQUEST",
    "INTERRUPTED, REQUEST",
    "CANCELLED, REQUEST",
    "CLOSED, REQUEST",
    "LOGIN, LOGIN",
    "PERMISSION, PERMISSION",
    "NO_ANSWER, VCENTER",
    "SESSION, VCENTER",
    "FAULT, VCENTER",
    "HOST, HOST",
    "LOCKED, DATASTORE",
    "NO_SPACE, DATASTORE",
    "NOT_WRITABLE, DATASTORE"
  })
  void aFailedCallHasADomain(Kind kind, FailureDomain domain) {
    assertThat(new VSphereException(kind, "", null).domain()).isEqualTo(domain);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsInTheTable(Kind kind) throws Exception {
    String[] rows =
        FailureDomainTest.class
            .getDeclaredMethod("aFailedCallHasADomain", Kind.class, FailureDomain.class)
            .getAnnotation(CsvSource.class)
            .value();
    assertThat(rows).anyMatch(row -> row.startsWith(kind + ","));
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, HOST", "TLS, HOST", "BODY, HOST", "RESPONSE, HOST", "SOURCE, SOURCE"})
  void aFailedTransferHasADomain(Phase phase, FailureDomain domain) {
    assertThat(new TransferException(phase, "", 0, null).domain()).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({"true, PROXY", "false, HOST"})
  void aProxyIsToBlameWhereItRefusesTheClient(boolean refuses, FailureDomain domain) {
    IOException cause =
        refuses
            ? ProxyException.wrongLogin(PROXY)
            : ProxyException.status(PROXY, HostAddress.https("esx1"), 502);
    assertThat(new TransferException(Phase.CONNECT, "", 0, cause).domain()).isEqualTo(domain);
  }
}
