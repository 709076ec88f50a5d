package io.hostward.bulk.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A manifest cannot be read as one. The message names the manifest, the line and the rule. */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;

  ManifestException(String manifest, long line, String problem, @Nullable Throwable cause) {
    super(manifest + ", line " + line + ": " + problem, cause);
    this.line = line;
  }

  /** Returns the line, counted from 1; of a row over several lines the first. */
  public long line() {
    return line;
  }
}
