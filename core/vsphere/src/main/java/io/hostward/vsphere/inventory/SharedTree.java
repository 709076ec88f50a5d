package io.hostward.vsphere.inventory;

import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names and places of all datastores, as they were last read: one read does for all that look for
 * one. Those that ask at the same time share it. Safe for use by many threads.
 */
final class SharedTree {
  private final VimSession session;
  private final PropertyReader reader;
  private final SteadyClock clock;
  private final Readings readings;
  private final String[] ofDatastores;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Read last;
  private volatile long forgotten;

  /**
   * Nothing is read yet.
   *
   * @param ofDatastores what is to be told of datastores beside their names
   */
  SharedTree(
      VimSession session,
      PropertyReader reader,
      SteadyClock clock,
      Readings readings,
      String... ofDatastores) {
    this.session = session;
    this.reader = reader;
    this.clock = clock;
    this.readings = readings;
    this.ofDatastores = ofDatastores;
  }

  /**
   * One read.
   *
   * @param at when it was begun
   * @param number which it was
   */
  record Read(InventoryTree tree, Instant at, long number) {}

  /** One that was begun at that time or later. */
  Read since(Instant time) throws VSphereException {
    return get(read -> read.number() > forgotten && !read.at().isBefore(time));
  }

  /** One that was begun after that number was given. */
  Read after(long number) throws VSphereException {
    return get(read -> read.number() > Math.max(number, forgotten));
  }

  /** What was begun before that number was given serves nobody any more. */
  synchronized void forget(long number) {
    forgotten = Math.max(forgotten, number);
  }

  private Read get(Predicate<Read> good) throws VSphereException {
    Read known = last;
    if (known != null && good.test(known)) {
      return known;
    }
    try {
      reading.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED,
          "interrupted while waiting for the names of the datastores on " + session.describe(),
          e);
    }
    try {
      Read meanwhile = last;
      if (meanwhile != null && good.test(meanwhile)) {
        return meanwhile;
      }
      Read read = read();
      last = read;
      return read;
    } finally {
      reading.unlock();
    }
  }

  private Read read() throws VSphereException {
    long number = readings.next();
    Instant at = clock.instant();
    Moref root = Moref.of(session.content().getRootFolder());
    return new Read(
        new InventoryTree(reader.read(InventorySpecs.datastoresBelow(root, ofDatastores)), root),
        at,
        number);
  }
}
