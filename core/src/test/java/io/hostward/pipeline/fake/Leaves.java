package io.hostward.pipeline.fake;

import io.hostward.spi.Admission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives leave to move bodies, in order, and keeps an account of it and of the bodies. */
public final class Leaves {
  private final Deque<CompletableFuture<Admission>> queue = new ArrayDeque<>();
  private final List<String> misuses = new ArrayList<>();
  private int most = Integer.MAX_VALUE;
  private int given;
  private int returned;
  private int bodies;
  private int mostBodies;
  private boolean closed;

  /** Gives so many at once, from now on. */
  public synchronized void most(int newMost) {
    most = newMost;
  }

  CompletableFuture<Admission> ask() {
    CompletableFuture<Admission> asked = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("it is closed"));
      }
      queue.add(asked);
    }
    give();
    return asked;
  }

  private void give() {
    while (true) {
      CompletableFuture<Admission> next;
      synchronized (this) {
        if (queue.isEmpty() || given - returned >= most) {
          return;
        }
        next = queue.poll();
        given++;
      }
      AtomicBoolean back = new AtomicBoolean();
      Admission admission = () -> takeBack(back);
      if (!next.complete(admission)) {
        synchronized (this) {
          given--;
        }
      }
    }
  }

  private void takeBack(AtomicBoolean back) {
    if (back.compareAndSet(false, true)) {
      synchronized (this) {
        returned++;
      }
      give();
    }
  }

  synchronized void bodyBegins(String what) {
    bodies++;
    mostBodies = Math.max(mostBodies, bodies);
    if (bodies > given - returned) {
      misuses.add(what + " without leave");
    }
  }

  synchronized void bodyEnds() {
    bodies--;
  }

  /** Fails those who wait, and those who come. */
  public void close() {
    List<CompletableFuture<Admission>> waiting;
    synchronized (this) {
      closed = true;
      waiting = List.copyOf(queue);
      queue.clear();
    }
    waiting.forEach(
        asked -> asked.completeExceptionally(new IllegalStateException("it was closed")));
  }

  /** Returns how many are held. */
  public synchronized int held() {
    return given - returned;
  }

  /** Returns how many were given. */
  public synchronized int given() {
    return given;
  }

  /** Returns how many wait, those that were cancelled not counted. */
  public synchronized long waiting() {
    return queue.stream().filter(asked -> !asked.isDone()).count();
  }

  /** Returns how many bodies moved at a time, at most. */
  public synchronized int mostBodies() {
    return mostBodies;
  }

  /** Returns the bodies that moved without leave. */
  public synchronized List<String> misuses() {
    return List.copyOf(misuses);
  }
}
