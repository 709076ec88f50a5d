package io.hostward.lab.property;

import io.hostward.lab.vim.VimFault;
import org.jspecify.annotations.Nullable;

/** Which properties the caller may not read. */
@FunctionalInterface
public interface Access {
  /** Everything may be read. */
  Access ALL = (object, path) -> null;

  /** Why {@code path} of {@code object} is withheld; null if it is not. */
  @Nullable VimFault refusal(ManagedObject object, String path);
}
