package io.hostward.vsphere.files;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.VimSession;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks once for all that is asked for while another question is under way. Who comes first asks at
 * once, on its own thread, for itself alone; those that come meanwhile are asked for together after
 * it, by one of them. So one asks as if there were no others, many cost the server little more than
 * one, and no answer is older than its question. Safe for use by many threads.
 *
 * @param <Q> what is asked for
 * @param <A> what is told of it
 */
final class Joint<Q, A> {
  /** So that a question and its answer stay small. */
  private static final int MOST = 100;

  /** These say something of the server or the session, so of all that was asked for. */
  private static final Set<Kind> OF_ALL =
      EnumSet.of(Kind.NO_ANSWER, Kind.SESSION, Kind.LOGIN, Kind.CLOSED);

  private final VimSession session;
  private final Question<Q, A> question;
  private List<Asked<Q, A>> waiting = new ArrayList<>();
  private boolean underWay;

  Joint(VimSession session, Question<Q, A> question) {
    this.session = session;
    this.question = question;
  }

  /** Asks the server. */
  interface Question<Q, A> {
    /** Returns what is told of each; what has to be asked for by itself may be missing. */
    Map<Q, A> ask(List<Q> all) throws VSphereException;
  }

  /** One caller's question, and what the caller is told when its turn comes. */
  private record Asked<Q, A>(Q what, CompletableFuture<Turn<Q, A>> turn) {}

  private sealed interface Turn<Q, A> {
    /** The caller is to ask for all of these, itself among them. */
    record Lead<Q, A>(List<Asked<Q, A>> group) implements Turn<Q, A> {}

    /** Another has asked. */
    record Found<Q, A>(Map<Q, A> answers) implements Turn<Q, A> {}

    /** Another has asked, and failed for a reason that concerns everybody. */
    record Failed<Q, A>(VSphereException failure) implements Turn<Q, A> {}

    /** Another should have asked; the caller had better do so itself. */
    record Alone<Q, A>() implements Turn<Q, A> {}
  }

  /**
   * Asks, perhaps together with others.
   *
   * @param operation in words, for the message of one that is interrupted while it waits
   * @return the answer; empty if this has to be asked for by itself
   */
  Optional<A> ask(String operation, Q what) throws VSphereException {
    Asked<Q, A> mine = new Asked<>(what, new CompletableFuture<>());
    if (entered(mine)) {
      return Optional.ofNullable(lead(List.of(mine)).get(what));
    }
    Turn<Q, A> turn = await(operation, mine);
    if (turn instanceof Turn.Failed<Q, A> failed) {
      VSphereException told = failed.failure();
      throw new VSphereException(told.kind(), String.valueOf(told.getMessage()), told);
    } else if (turn instanceof Turn.Lead<Q, A> lead) {
      return Optional.ofNullable(lead(lead.group()).get(what));
    }
    return turn instanceof Turn.Found<Q, A> found
        ? Optional.ofNullable(found.answers().get(what))
        : Optional.empty();
  }

  private synchronized boolean entered(Asked<Q, A> mine) {
    if (underWay) {
      waiting.add(mine);
      return false;
    }
    underWay = true;
    return true;
  }

  private Turn<Q, A> await(String operation, Asked<Q, A> mine) throws VSphereException {
    try {
      return mine.turn().get();
    } catch (InterruptedException e) {
      leave(mine);
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED,
          "interrupted while waiting for "
              + operation
              + " on "
              + session.describe()
              + ", which may still be carried out",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn never fails", e);
    }
  }

  /** Who leaves when it is to ask for others leaves that to them. */
  private void leave(Asked<Q, A> mine) {
    synchronized (this) {
      if (waiting.remove(mine)) {
        return;
      }
    }
    if (mine.turn().getNow(null) instanceof Turn.Lead<Q, A> lead) {
      end(lead.group(), new Turn.Alone<>());
    }
  }

  /** What is found of the group; nothing if that has to be asked for one by one. */
  private Map<Q, A> lead(List<Asked<Q, A>> group) throws VSphereException {
    Turn<Q, A> told = new Turn.Alone<>();
    try {
      Map<Q, A> answers = question.ask(group.stream().map(Asked::what).distinct().toList());
      told = new Turn.Found<>(answers);
      return answers;
    } catch (VSphereException e) {
      boolean ofAll = OF_ALL.contains(e.kind());
      told = ofAll ? new Turn.Failed<>(e) : told;
      if (ofAll || e.kind() == Kind.INTERRUPTED || group.size() == 1) {
        throw e;
      }
      // What the server says of one fails the question for all of them.
      return Map.of();
    } finally {
      end(group, told);
    }
  }

  /** Tells a group, and gives the turn to those that came meanwhile. */
  private void end(List<Asked<Q, A>> group, Turn<Q, A> told) {
    group.forEach(asked -> asked.turn().complete(told));
    synchronized (this) {
      int most = Math.min(MOST, waiting.size());
      List<Asked<Q, A>> next = List.copyOf(waiting.subList(0, most));
      waiting = new ArrayList<>(waiting.subList(most, waiting.size()));
      underWay = !next.isEmpty();
      if (underWay) {
        next.get(0).turn().complete(new Turn.Lead<>(next));
      }
    }
  }
}
