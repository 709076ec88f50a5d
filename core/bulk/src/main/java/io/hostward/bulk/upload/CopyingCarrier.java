package io.hostward.bulk.upload;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies inside vSphere what can be copied, under a temporary name that is verified and moved as an
 * upload's is; has another carrier send what cannot, and what failed to be copied. Safe for use by
 * many threads.
 */
public final class CopyingCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(CopyingCarrier.class);

  private final VSphere vsphere;
  private final Carrier sending;
  private final CopyCheck check;
  private final Executor executor;

  /**
   * A carrier. What is handed in stays its owner's.
   *
   * @param vsphere copies
   * @param sending for everything else
   * @param executor for copies, which block for as long as they take
   */
  public CopyingCarrier(VSphere vsphere, Carrier sending, Executor executor) {
    this(vsphere, sending, CopyCheck.SIZE, executor);
  }

  /**
   * A carrier that looks at its copies more closely.
   *
   * @param check of each copy, besides its size; one that it refuses is sent
   */
  public CopyingCarrier(VSphere vsphere, Carrier sending, CopyCheck check, Executor executor) {
    this.check = check;
    this.vsphere = vsphere;
    this.sending = sending;
    this.executor = executor;
  }

  @Override
  public int calls(Task task) {
    return sending.calls(task);
  }

  @Override
  public CompletableFuture<PublishResult> publish(Publication publication) {
    return sending.publish(publication);
  }

  @Override
  public void discard(NewFolder folder) throws IOException {
    sending.discard(folder);
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    if (task.copyFrom().isEmpty() || task.lookFirst()) {
      return sending.carry(task.sent(), underway);
    }
    CompletableFuture<CarryResult> carried = new CompletableFuture<>();
    FutureTask<Boolean> copy = new FutureTask<>(() -> copy(task, underway, carried), Boolean.TRUE);
    var unused =
        carried.whenComplete(
            (result, failure) -> {
              if (carried.isCancelled()) {
                copy.cancel(true);
              }
            });
    executor.execute(copy);
    return carried;
  }

  private void copy(Task task, Underway underway, CompletableFuture<CarryResult> carried) {
    String from = task.copyFrom().orElseThrow().toString();
    try {
      new ServerCopy(vsphere, task, check).run();
      carried.complete(
          new CarryResult.Arrived("copied from " + from, false, true, Optional.empty()));
    } catch (IOException e) {
      if (carried.isDone()) {
        return;
      } else if (e instanceof VSphereException told && told.domain() == FailureDomain.LOGIN) {
        carried.complete(new CarryResult.Failed(told.domain(), String.valueOf(e.getMessage()), ""));
        return;
      }
      LOG.info("{} is sent, since copying it failed: {}", task.delivery(), e.getMessage());
      follow(sending.carry(task.sent(), underway), carried);
    } catch (RuntimeException e) {
      carried.completeExceptionally(e);
    }
  }

  private static void follow(
      CompletableFuture<CarryResult> sent, CompletableFuture<CarryResult> carried) {
    var unused =
        sent.whenComplete(
            (result, failure) -> {
              if (failure == null) {
                carried.complete(result);
              } else {
                carried.completeExceptionally(failure);
              }
            });
    var alsoUnused =
        carried.whenComplete(
            (result, failure) -> {
              if (carried.isCancelled()) {
                sent.cancel(true);
              }
            });
  }
}
