package io.hostward.pipeline;

import io.hostward.memory.HostMemory;
import io.hostward.net.Subnet;
import io.hostward.ranking.SelectionContext;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Where the context of a selection comes from: policies do no I/O and remember nothing.
 *
 * @param memory what this process did
 * @param clientAddresses the client's network interfaces
 * @param seed the source of randomness
 */
public record PolicyInputs(HostMemory memory, Supplier<List<Subnet>> clientAddresses, long seed) {

  SelectionContext context(HostMemory.View view, OptionalLong size, Instant now) {
    return new SelectionContext(
        now, size, view.uses(), clientAddresses.get(), view.previous(), view.turn(), seed);
  }
}
