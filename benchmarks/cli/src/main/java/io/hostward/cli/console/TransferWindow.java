package io.hostward.cli.console;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has so many uploads or downloads under way at once and no more, whatever number there is to come.
 * Ctrl-C breaks off those that are under way, whose cleanup is waited for, and no other begins. For
 * one thread, which hears of every end.
 *
 * @param <W> what is to be done, none twice
 * @param <R> what comes of it
 */
public final class TransferWindow<W, R> {
  private final Interruption interruption;
  private final int most;
  private final Function<W, CompletableFuture<R>> begin;
  private final BlockingQueue<Finish<W, R>> finishes = new LinkedBlockingQueue<>();
  private final Map<W, Running<R>> running = new HashMap<>();
  private volatile boolean threadInterrupted;

  /**
   * A window.
   *
   * @param most how many are under way at once, at least 1
   * @param begin begins one; its future is done once it has cleaned up
   */
  public TransferWindow(
      Interruption interruption, int most, Function<W, CompletableFuture<R>> begin) {
    this.interruption = interruption;
    this.most = most;
    this.begin = begin;
  }

  /** Hears how each ended, in the order of their ends. */
  public interface Ends<W, R> {
    void done(W work, R result);

    void failed(W work, CommandFailure failure);
  }

  private record Running<R>(CompletableFuture<R> future, Interruption.Registration registration) {}

  /**
   * An end.
   *
   * @param interrupted whether the user had interrupted by then
   */
  private record Finish<W, R>(
      W work, @Nullable R result, @Nullable Throwable failure, boolean interrupted) {}

  /**
   * Goes on until all have ended, or there was an interruption and those that had begun have.
   *
   * @return how many began
   */
  public int run(Iterator<W> works, Ends<W, R> ends) {
    int begun = 0;
    while (true) {
      while (running.size() < most && works.hasNext() && !isInterrupted()) {
        begin(works.next());
        begun++;
      }
      if (running.isEmpty()) {
        return begun;
      }
      tell(next(), ends);
    }
  }

  private void tell(Finish<W, R> finish, Ends<W, R> ends) {
    Objects.requireNonNull(running.remove(finish.work())).registration().close();
    Throwable failure = finish.failure();
    if (failure == null) {
      ends.done(finish.work(), Objects.requireNonNull(finish.result()));
    } else {
      ends.failed(
          finish.work(),
          finish.interrupted() ? CommandFailure.brokenOff(failure) : CommandFailure.of(failure));
    }
  }

  private boolean isInterrupted() {
    return threadInterrupted || interruption.interrupted();
  }

  private void begin(W work) {
    CompletableFuture<R> future = begin.apply(work);
    var unused =
        future.whenComplete(
            (result, failure) ->
                finishes.add(new Finish<>(work, result, failure, isInterrupted())));
    running.put(work, new Running<>(future, interruption.onInterrupt(() -> future.cancel(true))));
  }

  /** A future is done only after the cleanup, so that this waits for that too. */
  private Finish<W, R> next() {
    while (true) {
      try {
        return finishes.take();
      } catch (InterruptedException e) {
        threadInterrupted = true;
        running.values().forEach(one -> one.future().cancel(true));
      }
    }
  }
}
