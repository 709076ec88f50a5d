package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.memory.HostMemory;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.UploadEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells the memory of hosts of one upload or download: at one host, or at none while it is relayed.
 * Only a failure that is the host's own enters its record, and the moments are those of the clock
 * that is never set, not those that the events tell. Called by one thread at a time.
 */
final class MemoryFeed {
  private final HostMemory memory;
  private final long size;
  private final Time time;
  private HostMemory.@Nullable Visit current;

  MemoryFeed(HostMemory memory, long size, Time time) {
    this.memory = memory;
    this.size = size;
    this.time = time;
  }

  /** A host was reserved before its route begins. */
  synchronized void reserved(HostMemory.Visit visit) {
    leave();
    current = visit;
  }

  synchronized void hear(UploadEvent event) {
    if (event instanceof UploadEvent.RouteBegun begun) {
      enter(begun.route());
    } else if (event instanceof UploadEvent.Ended) {
      leave();
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      failed(failed.attempt());
    } else if (current == null) {
      return;
    } else if (event instanceof UploadEvent.BytesSent sent) {
      current.sent(sent.bytes(), time.moment());
    } else if (event instanceof UploadEvent.Published) {
      current.succeeded(time.moment());
      current = null;
    }
  }

  /**
   * A download burdens its host, and may be failed by it. How fast it was says nothing of how fast
   * the host takes a file, nor does a file that it gave say that it takes one.
   */
  synchronized void hear(DownloadEvent event) {
    if (event instanceof DownloadEvent.RouteBegun begun) {
      enter(begun.route());
    } else if (event instanceof DownloadEvent.RouteFailed failed) {
      failed(failed.attempt());
    } else if (event instanceof DownloadEvent.Arrived || event instanceof DownloadEvent.Ended) {
      leave();
    }
  }

  private void failed(FailedAttempt attempt) {
    if (current != null && attempt.domain() == FailureDomain.HOST) {
      current.failed(attempt.problem(), time.moment());
    }
    leave();
  }

  private void enter(Route route) {
    if (!(route instanceof Route.Direct direct)) {
      leave();
    } else if (current == null || !current.host().equals(direct.host().id())) {
      leave();
      current = memory.begin(direct.host().id(), size, time.moment());
    }
  }

  private void leave() {
    if (current != null) {
      current.abandoned(time.moment());
      current = null;
    }
  }
}
