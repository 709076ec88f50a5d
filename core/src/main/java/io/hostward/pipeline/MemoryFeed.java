package io.hostward.pipeline;

import io.hostward.memory.HostMemory;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.UploadEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the memory of hosts of one upload: at one host, or at none while it is relayed. Only a
 * failure that is the host's own enters its record, and the moments are those of the clock that is
 * never set, not those that the events tell. Called by one thread at a time.
 */
final class MemoryFeed implements Consumer<UploadEvent> {
  private final HostMemory memory;
  private final long size;
  private final Time time;
  private HostMemory.@Nullable Visit current;

  MemoryFeed(HostMemory memory, long size, Time time) {
    this.memory = memory;
    this.size = size;
    this.time = time;
  }

  /** A host was reserved for the upload before its route begins. */
  synchronized void reserved(HostMemory.Visit visit) {
    leave();
    current = visit;
  }

  @Override
  public synchronized void accept(UploadEvent event) {
    if (event instanceof UploadEvent.RouteBegun begun) {
      enter(begun);
    } else if (event instanceof UploadEvent.Ended) {
      leave();
    } else if (current == null) {
      return;
    } else if (event instanceof UploadEvent.BytesSent sent) {
      current.sent(sent.bytes(), time.moment());
    } else if (event instanceof UploadEvent.Published) {
      current.succeeded(time.moment());
      current = null;
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      if (failed.attempt().domain() == FailureDomain.HOST) {
        current.failed(failed.attempt().problem(), time.moment());
      }
      leave();
    }
  }

  private void enter(UploadEvent.RouteBegun begun) {
    if (!(begun.route() instanceof Route.Direct direct)) {
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
