package io.hostward.lab.soap;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All operations of a server by name. Filled once, then only read. */
final class Operations {
  private final Map<String, Operation> byName = new HashMap<>();

  /** Adds an operation that answers at once. */
  Operations add(String type, String name, String privilege, Function<Call, Answer<?>> body) {
    return addLater(
        type, name, privilege, call -> CompletableFuture.completedFuture(body.apply(call)));
  }

  /** Adds an operation that may answer later. */
  Operations addLater(String type, String name, String privilege, Operation.Body body) {
    byName.put(name, new Operation(type, name, privilege, body));
    return this;
  }

  @Nullable Operation find(String name) {
    return byName.get(name);
  }
}
