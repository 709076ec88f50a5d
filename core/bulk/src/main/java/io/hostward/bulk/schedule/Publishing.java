package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.Tally;
import io.hostward.transfer.FailureDomain;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has new folders appear once all that belongs into them was sent. Not thread-safe: called in
 * steps.
 */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final Journal journal;
  private final Carrier carrier;
  private final ScheduleSettings settings;
  private final RunEvents events;
  private final RunEnding ending;
  private final Deliverer deliverer;

  Publishing(
      Journal journal,
      Carrier carrier,
      ScheduleSettings settings,
      RunEvents events,
      RunEnding ending,
      Deliverer deliverer) {
    this.journal = journal;
    this.carrier = carrier;
    this.settings = settings;
    this.events = events;
    this.ending = ending;
    this.deliverer = deliverer;
  }

  /** The last of a folder keeps its place in the queue until the folder is published. */
  void sent(RunningTask ended, CarryResult.Arrived arrived, Lanes lanes) {
    ended.leave();
    deliverer.then(
        journal.sent(ended.task(), arrived),
        (due, failure) -> {
          if (due == null) {
            deliverer.end(ended);
            return;
          }
          ended.lane().sent(ended.task());
          lanes.copying().written(ended.task());
          events.sent(ended.task(), arrived);
          if (due.isPresent() && !ending.isNear()) {
            publish(ended, due.get(), lanes);
          } else {
            deliverer.end(ended);
          }
        });
  }

  private void publish(RunningTask last, Publication due, Lanes lanes) {
    CompletableFuture<PublishResult> published;
    try {
      published = carrier.publish(due);
      last.carriedBy(published);
    } catch (RuntimeException e) {
      published = CompletableFuture.failedFuture(e);
    }
    deliverer.then(
        published.exceptionally(e -> unforeseen(due, e)),
        (result, failure) -> {
          if (result instanceof PublishResult.Published how) {
            appeared(last, due, how, lanes);
          } else if (result instanceof PublishResult.Incomplete incomplete) {
            notPublished(
                last,
                due.folder(),
                incomplete.deliveries(),
                false,
                last.lane().hasMoreRounds(),
                incomplete.problem());
          } else if (result instanceof PublishResult.Failed failed) {
            notPublished(last, due.folder(), failed);
          } else {
            deliverer.end(last);
          }
        });
  }

  private static PublishResult unforeseen(Publication due, Throwable failure) {
    Throwable cause = RunEnding.cause(failure);
    LOG.debug("The publication of {} ended in an unforeseen way", due.folder(), cause);
    return new PublishResult.Failed(FailureDomain.REQUEST, cause.toString());
  }

  private void appeared(
      RunningTask last, Publication due, PublishResult.Published how, Lanes lanes) {
    deliverer.then(
        journal.published(due),
        (amount, failure) -> {
          if (amount != null) {
            last.lane().published(amount);
            lanes.copying().published();
            events.published(due.folder(), amount, how.whole());
          }
          deliverer.end(last);
        });
  }

  /**
   * One of them is carried again, which finds its file where it is: then the folder is tried again.
   */
  private void notPublished(RunningTask last, NewFolder folder, PublishResult.Failed failed) {
    if (last.isCancelled() || failed.domain() == FailureDomain.LOGIN) {
      if (!last.isCancelled()) {
        ending.loginRefused(failed.problem());
      }
      deliverer.end(last);
      return;
    }
    notPublished(
        last,
        folder,
        List.of(last.task().id()),
        true,
        settings.rule().again(failed.domain(), last.lane().round()),
        failed.problem());
  }

  private void notPublished(
      RunningTask last,
      NewFolder folder,
      List<Long> deliveries,
      boolean present,
      boolean again,
      String why) {
    deliverer.then(
        journal.notPublished(deliveries, present, last.lane().round(), again, why),
        (amount, failure) -> {
          if (amount != null) {
            last.lane().notPublished(amount, again, settings.clock().instant());
            events.held(folder, amount.deliveries(), again, why);
          }
          deliverer.end(last);
        });
  }

  /** What was sent for folders that cannot appear any more has failed, for this run. */
  void hold(Lane lane, Runnable written) {
    lane.beginHold();
    deliverer.then(
        journal.hold(lane.datastore()),
        (folders, failure) -> {
          written.run();
          Tally.Amount all = Tally.Amount.NONE;
          for (HeldFolder folder : folders == null ? List.<HeldFolder>of() : folders) {
            all = all.plus(folder.sent());
            events.held(folder.folder(), folder.sent().deliveries(), false, folder.problem());
          }
          lane.endHold(all);
        });
  }
}
