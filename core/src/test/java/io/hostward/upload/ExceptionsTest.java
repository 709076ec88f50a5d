package io.hostward.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.Hosts;
import io.hostward.ranking.Rejection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.transfer.RouteName;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.VSphereException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionsTest {
  private final TransferException reset =
      new TransferException(TransferException.Phase.BODY, "esx1 reset the connection", 4096, null);
  private final TransferException refused =
      new TransferException(
          TransferException.Phase.RESPONSE, "esx2 answered 401", 0, 401, "ticket is spent");

  @Test
  void anUploadCarriesItsOutcomeAcrossSerialization() throws Exception {
    UploadException failure = new UploadException("tried two", outcome(), refused);
    failure.addSuppressed(reset);

    UploadException copy = copy(failure);

    assertThat(copy).hasMessage("tried two");
    assertThat(copy.outcome()).isEqualTo(outcome());
    assertThat(copy.stage()).isEqualTo(Stage.TRANSFER);
    assertThat(copy.domain()).isEqualTo(FailureDomain.HOST);
    assertThat(copy.attempts()).hasSize(2);
    assertThat(copy.attempts().get(0))
        .hasToString("direct to esx1 (host-esx1): esx1 reset the connection");
    assertThat(copy.getCause()).hasMessage("esx2 answered 401");
    assertThat(copy.getSuppressed()[0]).hasMessage("esx1 reset the connection");
  }

  @Test
  void theOutcomeOfAFailureHasAFailure() {
    Outcome success = new Outcome(TargetState.NEW, List.of(), List.of(), null);
    assertThat(success.isSuccess()).isTrue();
    assertThatThrownBy(() -> new UploadException("failed", success, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noRouteSurvivesSerialization() throws Exception {
    Rejection rejection = new Rejection(Hosts.healthy("esx1"), "it is in maintenance mode");
    NoRouteException failure = new NoRouteException("nobody can", noRoute(), List.of(rejection));
    assertThat(failure.rejections()).containsExactly(rejection);
    assertThat(rejection).hasToString("esx1 (host-esx1): it is in maintenance mode");

    NoRouteException copy = copy(failure);
    assertThat(copy).hasMessage("nobody can");
    assertThat(copy.stage()).isEqualTo(Stage.SELECTION);
    assertThat(copy.rejections()).isEmpty();
    assertThat(copy.attempts()).isEmpty();
  }

  @Test
  void aTransferTellsWhatTheServerSaid() throws Exception {
    TransferException answered = copy(refused);
    assertThat(answered.phase()).isEqualTo(TransferException.Phase.RESPONSE);
    assertThat(answered.status()).hasValue(401);
    assertThat(answered.serverMessage()).contains("ticket is spent");
    assertThat(answered.bytes()).isZero();

    TransferException broken = copy(reset);
    assertThat(broken.status()).isEmpty();
    assertThat(broken.serverMessage()).isEmpty();
    assertThat(broken.bytes()).isEqualTo(4096);
  }

  @Test
  void aRefusedCallSurvivesSerialization() throws Exception {
    VSphereException failure =
        copy(
            new VSphereException(
                VSphereException.Kind.AMBIGUOUS, "two datastores are called ds", reset));
    assertThat(failure.kind()).isEqualTo(VSphereException.Kind.AMBIGUOUS);
    assertThat(failure).hasMessage("two datastores are called ds");
    assertThat(failure.getCause()).hasMessage("esx1 reset the connection");
  }

  private static Outcome noRoute() {
    return new Outcome(
        TargetState.UNCHANGED,
        List.of(),
        List.of(),
        new Outcome.Failure(FailureDomain.REQUEST, Stage.SELECTION, "nobody can"));
  }

  private Outcome outcome() {
    return new Outcome(
        TargetState.UNCHANGED,
        List.of(DatastorePath.parse("[vmstore] .hostward-1.part")),
        List.of(attempt("esx1", reset), attempt("esx2", refused)),
        new Outcome.Failure(FailureDomain.HOST, Stage.TRANSFER, "two routes tried"));
  }

  private static FailedAttempt attempt(String host, TransferException cause) {
    return new FailedAttempt(
        new Route.Direct(Hosts.healthy(host)).name(),
        Stage.TRANSFER,
        cause.domain(),
        String.valueOf(cause.getMessage()),
        cause.status().orElse(0),
        cause.bytes(),
        Duration.ofSeconds(1));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Exception> T copy(T exception) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  /** A name from outside must not make a message read as another. */
  @Test
  void noMessageIsRearrangedByANameWithinIt() {
    String name = "iso/\u202egnp.exe\u2028second line";
    String shown = "iso/\\u202egnp.exe\\u2028second line";
    Outcome outcome =
        new Outcome(
            TargetState.UNCHANGED,
            List.of(),
            List.of(),
            new Outcome.Failure(FailureDomain.HOST, Stage.TRANSFER, name));
    assertThat(outcome.whyFailed().orElseThrow().problem()).isEqualTo(shown);
    assertThat(new UploadException(name, outcome, null)).hasMessage(shown);
    assertThat(new VSphereException(VSphereException.Kind.FAULT, name, null)).hasMessage(shown);
    assertThat(new TransferException(TransferException.Phase.SOURCE, name, 0, null))
        .hasMessage(shown);
    assertThat(new RouteName(RouteName.Kind.DIRECT, name, "host-1")).asString().contains(shown);
  }
}
