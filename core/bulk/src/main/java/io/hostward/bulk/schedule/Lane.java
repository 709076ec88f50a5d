package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * One datastore's queue: the rounds, the few deliveries of it that are in memory, what it has under
 * way. In each round what has to be sent goes before what can be copied from it. Not thread-safe.
 */
final class Lane {
  private static final int WINDOW = 64;

  private final String datastore;
  private final Set<String> hosts;
  private final int limit;
  private final Backlog backlog;
  private final RetryRule rule;
  private final Queue<Task> window = new ArrayDeque<>();
  private Tally tally;
  private int round = 1;
  private boolean copies;
  private boolean more = true;
  private long last;
  private long again;
  private int underWay;
  private int unwritten;
  private int failuresInARow;
  private Instant resumes = Instant.MIN;
  private long startedAt;
  private Tally.Amount sent = Tally.Amount.NONE;
  private boolean held;

  Lane(
      String datastore,
      Set<String> hosts,
      int limit,
      Tally tally,
      Backlog backlog,
      RetryRule rule) {
    this.limit = limit;
    this.datastore = datastore;
    this.hosts = Set.copyOf(hosts);
    this.tally = tally;
    this.backlog = backlog;
    this.rule = rule;
  }

  String datastore() {
    return datastore;
  }

  Set<String> hosts() {
    return hosts;
  }

  Tally tally() {
    return tally;
  }

  /** Returns what was sent for new folders that have not appeared. */
  Tally.Amount sent() {
    return sent;
  }

  /** Says what earlier runs have sent for new folders that have not appeared. */
  void sentBefore(Tally.Amount amount) {
    sent = amount;
  }

  int round() {
    return round;
  }

  int underWay() {
    return underWay;
  }

  long startedAt() {
    return startedAt;
  }

  /**
   * Returns how many deliveries it may have at once, whatever others may: a datastore that failed
   * too often is tried with one, until one arrives.
   */
  int most() {
    return isProbed() ? 1 : limit;
  }

  private boolean isProbed() {
    return failuresInARow >= rule.patience();
  }

  /** Returns true if it has nothing open any more. */
  boolean isOver() {
    return tally.open().deliveries() == 0 && underWay == 0 && unwritten == 0;
  }

  /**
   * Sees that there is a delivery in memory if there is one to be begun now.
   *
   * @return whether there is
   */
  boolean fill(Instant now) throws IOException {
    while (window.isEmpty()) {
      if (!more && !turn(now)) {
        return false;
      }
      List<Task> next = backlog.next(datastore, round, copies, last, WINDOW);
      window.addAll(next);
      more = next.size() == WINDOW;
      last = next.isEmpty() ? last : next.get(next.size() - 1).id();
    }
    return true;
  }

  // What is written of a delivery decides where it comes again: all of it has to be there.
  private boolean turn(Instant now) {
    if (underWay > 0 || unwritten > 0) {
      return false;
    } else if (!copies) {
      copies = true;
    } else if (again == 0 || now.isBefore(resumes)) {
      return false;
    } else {
      copies = false;
      round++;
      again = 0;
    }
    last = 0;
    more = true;
    return true;
  }

  /** Returns when it can go on, if it is a pause that it waits for. */
  Optional<Instant> resumes(Instant now) {
    boolean pausing = window.isEmpty() && !more && underWay == 0 && unwritten == 0 && again > 0;
    return pausing && now.isBefore(resumes) ? Optional.of(resumes) : Optional.empty();
  }

  /** Returns those in memory, in their order. */
  Collection<Task> window() {
    return window;
  }

  /** Returns whether what has to be sent in the first round is not through yet. */
  boolean isSending() {
    return round == 1 && !copies && !isOver();
  }

  void begin(Task task, long turn) {
    window.removeIf(waiting -> waiting.id() == task.id());
    underWay++;
    unwritten++;
    startedAt = turn;
  }

  void ended() {
    underWay--;
  }

  void written() {
    unwritten--;
  }

  void arrived(Task task, boolean wasThere) {
    failuresInARow = 0;
    tally = wasThere ? tally.withThere(task.bytes()) : tally.withArrived(task.bytes());
  }

  /** It is kept until its folder appears. */
  void sent(Task task) {
    failuresInARow = 0;
    sent = sent.plus(new Tally.Amount(1, task.bytes()));
  }

  /** A folder has appeared with what was sent for it. */
  void published(Tally.Amount amount) {
    sent = sent.minus(amount);
    tally = tally.withArrived(amount);
  }

  /**
   * A folder has not appeared, and some of what was sent for it does not count as sent any more.
   */
  void notPublished(Tally.Amount amount, boolean comeAgain, Instant now) {
    sent = sent.minus(amount);
    if (comeAgain) {
      comesAgain(amount.deliveries(), now);
    } else {
      tally = tally.withFailed(amount);
    }
  }

  /** Returns whether all is through but for folders that cannot appear any more. */
  boolean isToBeHeld() {
    return !held
        && sent.deliveries() > 0
        && underWay == 0
        && unwritten == 0
        && again == 0
        && window.isEmpty()
        && !more
        && copies;
  }

  void beginHold() {
    held = true;
    unwritten++;
  }

  void endHold(Tally.Amount amount) {
    unwritten--;
    sent = sent.minus(amount);
    tally = tally.withFailed(amount);
  }

  /** Returns whether the rest of the queue is to be put off. */
  boolean failed(Task task, CarryResult.Failed why, boolean comesAgain, Instant now) {
    if (comesAgain) {
      comesAgain(1, now);
    } else {
      tally = tally.withFailed(new Tally.Amount(1, task.bytes()));
    }
    if (rule.tellsOfDatastore(why.domain())) {
      failuresInARow++;
    }
    return isProbed() && (more || !copies || !window.isEmpty());
  }

  private void comesAgain(long deliveries, Instant now) {
    again += deliveries;
    Duration pause = rule.pauseAfter(round);
    resumes = now.plus(pause);
  }

  /** Forgets what is in memory of this round, while it is put off. */
  void beginPutOff() {
    window.clear();
    more = false;
    copies = true;
    unwritten++;
  }

  void endPutOff(Tally.Amount amount, boolean comeAgain, Instant now) {
    unwritten--;
    if (comeAgain) {
      comesAgain(amount.deliveries(), now);
    } else {
      tally = tally.withFailed(amount);
    }
  }

  /** Returns whether rounds are left after this one. */
  boolean hasMoreRounds() {
    return round < rule.rounds();
  }
}
