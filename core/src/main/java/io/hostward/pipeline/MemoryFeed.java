package io.hostward.pipeline;

import io.hostward.memory.HostMemory;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.UploadEvent;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the memory of hosts of one upload: at one host, or at none while it is relayed. Only a
 * failure that is the host's own enters its record. Called by one thread at a time.
 */
final class MemoryFeed implements Consumer<UploadEvent> {
  private final HostMemory memory;
  private final long size;
  private HostMemory.@Nullable Visit current;

  MemoryFeed(HostMemory memory, long size) {
    this.memory = memory;
    this.size = size;
  }

  /** A host was reserved for the upload before its route begins. */
  synchronized void reserved(HostMemory.Visit visit, Instant now) {
    leave(now);
    current = visit;
  }

  @Override
  public synchronized void accept(UploadEvent event) {
    if (event instanceof UploadEvent.RouteBegun begun) {
      enter(begun);
    } else if (event instanceof UploadEvent.Ended) {
      leave(event.at());
    } else if (current == null) {
      return;
    } else if (event instanceof UploadEvent.BytesSent sent) {
      current.sent(sent.bytes(), event.at());
    } else if (event instanceof UploadEvent.Published) {
      current.succeeded(event.at());
      current = null;
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      if (failed.attempt().domain() == FailureDomain.HOST) {
        current.failed(failed.attempt().problem(), event.at());
      }
      leave(event.at());
    }
  }

  private void enter(UploadEvent.RouteBegun begun) {
    if (!(begun.route() instanceof Route.Direct direct)) {
      leave(begun.at());
    } else if (current == null || !current.host().equals(direct.host().id())) {
      leave(begun.at());
      current = memory.begin(direct.host().id(), size, begun.at());
    }
  }

  private void leave(Instant now) {
    if (current != null) {
      current.abandoned(now);
      current = null;
    }
  }
}
