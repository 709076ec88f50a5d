package io.hostward.vsphere.session;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Asks once for all that is asked for while another question is under way. What comes first is
 * asked for at once and for itself alone; what comes meanwhile is asked for together after it. So
 * one asks as if there were no others, many cost the server little more than one, and no answer is
 * older than its question. Nobody's thread waits: questions run on an executor, one after the
 * other. Safe for use by many threads.
 *
 * @param <Q> what is asked for
 * @param <A> what is told of it
 */
public final class Gathering<Q, A> {
  /** These say something of the server or the session, so of all that was asked for. */
  private static final Set<Kind> OF_ALL =
      EnumSet.of(Kind.NO_ANSWER, Kind.SESSION, Kind.LOGIN, Kind.CLOSED, Kind.INTERRUPTED);

  private final Question<Q, A> question;
  private final int most;
  private final Executor executor;
  private final Map<Q, CompletableFuture<A>> waiting = new LinkedHashMap<>();
  private boolean underWay;

  /**
   * Gathers nothing yet.
   *
   * @param most so many are asked for together, so that a question and its answer stay small
   * @param executor runs the questions, on the caller's own thread if need be
   */
  public Gathering(Question<Q, A> question, int most, Executor executor) {
    this.question = question;
    this.most = most;
    this.executor = executor;
  }

  /** Asks the server. */
  public interface Question<Q, A> {
    /**
     * Completes what is told of each. If it throws what the server says of one, those that are not
     * complete are asked for one by one.
     */
    void ask(Map<Q, CompletableFuture<A>> asked) throws VSphereException;
  }

  /** Asks, perhaps together with others. */
  public CompletableFuture<A> ask(Q what) {
    CompletableFuture<A> answer;
    synchronized (this) {
      answer = waiting.computeIfAbsent(what, key -> new CompletableFuture<>());
      if (underWay) {
        return answer;
      }
      underWay = true;
    }
    try {
      executor.execute(this::work);
    } catch (Throwable e) {
      // There is no thread for it: nobody else would tell those that wait.
      for (var group = next(); !group.isEmpty(); group = next()) {
        fail(group, e);
      }
    }
    return answer;
  }

  private void work() {
    for (var group = next(); !group.isEmpty(); group = next()) {
      answer(group);
    }
  }

  private synchronized Map<Q, CompletableFuture<A>> next() {
    Map<Q, CompletableFuture<A>> group = new LinkedHashMap<>();
    Iterator<Map.Entry<Q, CompletableFuture<A>>> first = waiting.entrySet().iterator();
    while (first.hasNext() && group.size() < most) {
      Map.Entry<Q, CompletableFuture<A>> asked = first.next();
      group.put(asked.getKey(), asked.getValue());
      first.remove();
    }
    underWay = !group.isEmpty();
    return group;
  }

  private void answer(Map<Q, CompletableFuture<A>> group) {
    try {
      question.ask(group);
      fail(group, new IllegalStateException("a question was left without an answer"));
    } catch (VSphereException e) {
      if (group.size() == 1 || OF_ALL.contains(e.kind())) {
        fail(group, e);
      } else {
        // What the server says of one fails the question for all of them.
        oneByOne(group);
      }
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        fail(group, e);
      } else {
        // What is odd about one is not to be the others' failure.
        oneByOne(group);
      }
    } catch (Throwable e) {
      // Errors too: nobody else would tell those that wait.
      fail(group, e);
    }
  }

  /** A server that has fallen silent meanwhile is not waited for by each of them. */
  private void oneByOne(Map<Q, CompletableFuture<A>> group) {
    for (Map.Entry<Q, CompletableFuture<A>> one : group.entrySet()) {
      if (!one.getValue().isDone()) {
        answer(Map.of(one.getKey(), one.getValue()));
        Optional<VSphereException> failure = failure(one.getValue());
        if (failure.isPresent() && OF_ALL.contains(failure.get().kind())) {
          fail(group, failure.get());
          return;
        }
      }
    }
  }

  private static Optional<VSphereException> failure(CompletableFuture<?> answer) {
    try {
      answer.getNow(null);
      return Optional.empty();
    } catch (CompletionException | CancellationException e) {
      return Optional.ofNullable(e.getCause())
          .filter(VSphereException.class::isInstance)
          .map(VSphereException.class::cast);
    }
  }

  private static <Q, A> void fail(Map<Q, CompletableFuture<A>> group, Throwable failure) {
    group.values().forEach(answer -> answer.completeExceptionally(failure));
  }
}
