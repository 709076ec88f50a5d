package io.hostward.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CommandFailureTest {
  private static final Outcome OUTCOME =
      new Outcome(
          TargetState.UNKNOWN,
          List.of(DatastorePath.parse("[vmstore] a.part")),
          List.of(),
          new Outcome.Failure(FailureDomain.REQUEST, Stage.PUBLICATION, "cancelled"));

  @Test
  void aCancelledUploadTellsHowItEndedAtWhateverDepth() {
    Throwable failure = cancelled(new UploadException("cancelled", OUTCOME, null));
    for (int depth = 0; depth < 3; depth++) {
      CommandFailure told = CommandFailure.of(failure);
      assertThat(told.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(told.outcome()).contains(OUTCOME);
      assertThat(told).hasMessageContaining("[vmstore] a.part");
      failure = cancelled(failure);
    }
    assertThat(CommandFailure.of(new ExecutionException(failure)).outcome()).contains(OUTCOME);
  }

  @Test
  void aCancellationOfNoUploadIsAnInterruption() {
    assertThat(CommandFailure.of(new CancellationException()).outcome()).isEmpty();
    assertThat(CommandFailure.of(new InterruptedException()).exitCode())
        .isEqualTo(ExitCode.INTERRUPTED);
  }

  private static Throwable cancelled(Throwable cause) {
    return new CancellationException("cancelled").initCause(cause);
  }
}
