package io.hostward.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.Hosts;
import io.hostward.ranking.Rejection;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.VSphereException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExceptionsTest {
  private final TransferException reset =
      new TransferException(TransferException.Phase.BODY, "esx1 reset the connection", 4096, null);
  private final TransferException refused =
      new TransferException(
          TransferException.Phase.RESPONSE, "esx2 answered 401", 0, 401, "ticket is spent");

  @Test
  void anUploadCarriesItsAttempts() {
    List<Attempt> attempts = List.of(attempt("esx1", reset), attempt("esx2", refused));

    UploadException failure =
        new UploadException(Stage.TRANSFER, "two routes tried", attempts, refused);

    assertThat(failure.stage()).isEqualTo(Stage.TRANSFER);
    assertThat(failure.attempts()).isEqualTo(attempts);
    assertThat(failure).hasCause(refused);
    assertThat(failure.getSuppressed()).containsExactly(reset);
    assertThat(attempts.get(0))
        .hasToString("direct to esx1 (host-esx1): esx1 reset the connection");
  }

  @Test
  void anUploadSurvivesSerialization() throws Exception {
    UploadException failure =
        copy(
            new UploadException(
                Stage.TRANSFER, "tried esx1", List.of(attempt("esx1", reset)), refused));

    assertThat(failure).hasMessage("tried esx1");
    assertThat(failure.stage()).isEqualTo(Stage.TRANSFER);
    assertThat(failure.attempts()).isEmpty();
    assertThat(failure.getCause()).hasMessage("esx2 answered 401");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).hasMessage("esx1 reset the connection");
  }

  @Test
  void noRouteSurvivesSerialization() throws Exception {
    Rejection rejection = new Rejection(Hosts.healthy("esx1"), "it is in maintenance mode");
    NoRouteException failure = new NoRouteException("nobody can", List.of(rejection));
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

  private static Attempt attempt(String host, TransferException cause) {
    return new Attempt(
        new Route.Direct(Hosts.healthy(host)),
        Stage.TRANSFER,
        cause.getMessage() == null ? "" : cause.getMessage(),
        OptionalInt.empty(),
        cause.bytes(),
        Duration.ofSeconds(1),
        cause);
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
}
