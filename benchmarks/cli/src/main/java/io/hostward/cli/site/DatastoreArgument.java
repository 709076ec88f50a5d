package io.hostward.cli.site;

import io.hostward.cli.console.CommandFailure;
import io.hostward.inventory.DatastoreTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A datastore as users write it, with or without brackets. */
public final class DatastoreArgument {
  private DatastoreArgument() {}

  /**
   * Returns the name.
   *
   * @param written as the user wrote it; null if there is only the default
   * @throws IllegalArgumentException if it is none; the message names the rule
   */
  public static String of(@Nullable String written, Optional<String> otherwise)
      throws CommandFailure {
    String text = written == null ? otherwise.orElse("") : written;
    if (text.isBlank()) {
      throw CommandFailure.usage(
          "name a datastore, for example '[vmstore]', or set GOVC_DATASTORE");
    }
    return DatastoreTarget.datastoreName(text);
  }
}
