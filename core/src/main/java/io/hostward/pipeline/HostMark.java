package io.hostward.pipeline;

import io.hostward.memory.HostMemory;
import io.hostward.transfer.Route;
import io.hostward.upload.Stage;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Where one upload stands in the memory of hosts: at one host, or at none while it is relayed. */
final class HostMark implements AutoCloseable {
  /** At the other stages it is vCenter or the client that fails. */
  private static final Set<Stage> HOST_FAILS =
      EnumSet.of(Stage.TICKET, Stage.TRANSFER, Stage.VERIFICATION);

  private final HostMemory memory;
  private final InstantSource clock;
  private final long size;
  private HostMemory.@Nullable Upload current;

  HostMark(HostMemory memory, InstantSource clock, long size) {
    this.memory = memory;
    this.clock = clock;
    this.size = size;
  }

  /** The upload takes this route now. */
  void enter(Route route) {
    if (route instanceof Route.Direct direct) {
      if (current == null || !current.host().equals(direct.host().id())) {
        close();
        current = memory.begin(direct.host().id(), size, clock.instant());
      }
    } else {
      close();
    }
  }

  /** Returns where to report bytes; reports that come after the route was left change nothing. */
  LongConsumer bytes() {
    HostMemory.Upload upload = current;
    return upload == null ? total -> {} : total -> upload.sent(total, clock.instant());
  }

  void succeeded() {
    if (current != null) {
      current.succeeded(clock.instant());
    }
  }

  /** The route failed, unless the upload was merely called off. */
  void failed(RouteFailure failure, boolean calledOff) {
    if (current != null
        && !failure.isFinal()
        && !failure.isOfTheProxy()
        && !calledOff
        && HOST_FAILS.contains(failure.stage())) {
      current.failed(String.valueOf(failure.getMessage()), clock.instant());
    }
    close();
  }

  @Override
  public void close() {
    if (current != null) {
      current.abandoned(clock.instant());
      current = null;
    }
  }
}
