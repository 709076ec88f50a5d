package io.hostward.lab.property;

import io.hostward.lab.vim.Ref;
import org.jspecify.annotations.Nullable;

/** Where managed objects are found by reference. */
@FunctionalInterface
public interface ObjectSource {
  /** The object, or null if there is none (any more). */
  @Nullable ManagedObject find(Ref ref);
}
