package io.hostward.lab.property;

import io.hostward.lab.vim.Ref;
import org.jspecify.annotations.Nullable;

/** An object of the inventory or of a session, as the property collector sees it. Thread-safe. */
public interface ManagedObject {
  /** The object's identity. */
  Ref ref();

  /** What it is, and so which properties it has. */
  ManagedType type();

  /**
   * The present value of a property.
   *
   * @param property the name of one of the type's own properties, not a path
   * @return a vim25 bean, a simple value or, for an array, a list; null if the property is unset
   */
  @Nullable Object read(String property);
}
