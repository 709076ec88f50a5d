package io.hostward.pipeline;

import io.hostward.spi.Admission;
import io.hostward.spi.Transport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload's place at the {@link Entrance}: in the queue, then inside with the transport's leave
 * to move bodies. Whatever breaks and whenever it is left, each leave that was got is given back
 * once. Safe for use by many threads.
 */
final class Place {
  private static final Logger LOG = LoggerFactory.getLogger(Place.class);

  private final Entrance entrance;
  private @Nullable Guest guest;
  private @Nullable CompletableFuture<Admission> asked;
  private @Nullable Admission admission;
  private boolean bodiesOver;
  private boolean left;

  /** Guarded by the entrance. */
  private boolean inside;

  Place(Entrance entrance) {
    this.entrance = entrance;
  }

  /** Who waits. One of the two is called, once, unless the place was left or closed before. */
  interface Guest {
    /** Its turn has come. */
    void mayBegin();

    /** Its turn will never come. */
    void cannotBegin(Throwable why);
  }

  /** Joins the queue. */
  void come(Guest newGuest) {
    synchronized (this) {
      guest = newGuest;
    }
    entrance.come(this);
  }

  /** The upload has moved its last body: the next may move one. */
  void bodiesAreOver() {
    Admission returned;
    synchronized (this) {
      bodiesOver = true;
      returned = admission;
      admission = null;
    }
    giveBack(returned);
  }

  /** Whether the upload may move another body. */
  synchronized boolean mayMoveBodies() {
    return !bodiesOver;
  }

  /** The upload has ended, whether or not it ever began. */
  void leave() {
    CompletableFuture<Admission> forgone;
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
      guest = null;
      forgone = asked;
    }
    bodiesAreOver();
    if (forgone != null) {
      // If it was granted this very moment, that is heard, and the leave given back.
      forgone.cancel(false);
    }
    entrance.left(this);
  }

  synchronized boolean isWaiting() {
    return !left;
  }

  void enter() {
    inside = true;
  }

  boolean isInside() {
    return inside;
  }

  /** Asks for the transport's leave. */
  void ask(Transport transport) {
    if (!isWaiting()) {
      return;
    }
    CompletableFuture<Admission> question;
    try {
      question = Objects.requireNonNull(transport.admit(), "its answer is null");
    } catch (Throwable e) {
      question = CompletableFuture.failedFuture(e);
    }
    boolean tooLate;
    synchronized (this) {
      asked = question;
      tooLate = left;
    }
    if (tooLate) {
      question.cancel(false);
    }
  }

  /**
   * Goes on once the leave that was asked for is there.
   *
   * @param atOnce where, if it is there already
   * @param later where, if it comes later
   */
  void hear(Executor atOnce, Executor later) {
    CompletableFuture<Admission> question;
    synchronized (this) {
      question = asked;
    }
    if (question == null) {
      return;
    }
    Executor where = question.isDone() ? atOnce : later;
    var unused =
        question.whenComplete(
            (answer, failure) -> {
              try {
                where.execute(() -> answered(answer, failure));
              } catch (Throwable e) {
                // Out of threads: this one may be one that moves bytes, so nothing begins here.
                answered(answer, e);
              }
            });
  }

  private void answered(@Nullable Admission answer, @Nullable Throwable failure) {
    Guest waiting;
    boolean closed = entrance.isClosed();
    synchronized (this) {
      waiting = closed ? null : guest;
      guest = null;
      if (waiting != null && failure == null) {
        admission = answer;
      }
    }
    if (waiting == null || failure != null) {
      giveBack(answer);
    }
    if (waiting == null) {
      return;
    }
    if (failure == null) {
      waiting.mayBegin();
    } else {
      waiting.cannotBegin(bare(failure));
    }
  }

  private static Throwable bare(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static void giveBack(@Nullable Admission admission) {
    if (admission == null) {
      return;
    }
    try {
      admission.close();
    } catch (Throwable e) {
      LOG.warn("A transport's leave could not be given back", e);
    }
  }
}
