package io.hostward.pipeline;

import io.hostward.inventory.NameGlob;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks vCenter on the calling thread, and asks again with the patience of uploads while it gives no
 * answer. For what changes nothing. Safe for use by many threads.
 */
public final class Questions {
  private final Patience patience;

  Questions(Patience patience) {
    this.patience = patience;
  }

  /** What is asked. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws VSphereException;
  }

  /** Asks. */
  public <T> T ask(Question<T> question) throws VSphereException {
    try {
      return patience.ask(new Caller(), Stage.INVENTORY, question::ask);
    } catch (StepFailure e) {
      throw told(e);
    }
  }

  private static VSphereException told(StepFailure e) {
    String message = String.valueOf(e.getMessage());
    if (!(e.why() instanceof VSphereException told)) {
      return new VSphereException(Kind.INTERRUPTED, message, e);
    } else if (told.kind() != Kind.INTERRUPTED && Thread.currentThread().isInterrupted()) {
      return new VSphereException(
          Kind.INTERRUPTED, "interrupted before it was asked again: " + told.getMessage(), told);
    }
    return new VSphereException(told.kind(), message, told);
  }

  /** What the temporary files of uploads are called. */
  public static NameGlob temporaryNames() {
    return TemporaryName.all();
  }

  /** Of which upload a temporary file is; nothing if it is none. */
  public static Optional<UUID> uploadOf(String fileName) {
    return TemporaryName.idIn(fileName);
  }

  /** The thread that asks; its interrupt ends it. */
  private record Caller() implements Errand {
    @Override
    public boolean isToLeave() {
      return Thread.currentThread().isInterrupted();
    }

    @Override
    public boolean putOff() {
      return false;
    }

    @Override
    public void waits(FailureDomain domain, String why, Instant until) {}

    @Override
    public StepFailure brokenOff(Stage stage, Throwable cause) {
      return StepFailure.brokenOff(stage, "interrupted", cause);
    }
  }
}
