package io.hostward.bulk.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A ledger cannot be read or written. The message names the file and says what to do. */
public final class LedgerException extends IOException {
  private static final long serialVersionUID = 1L;

  LedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
