package io.hostward.cli.site;

import io.hostward.cli.console.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A datastore as users write it, with or without brackets. */
public final class DatastoreArgument {
  private DatastoreArgument() {}

  /**
   * Returns the name.
   *
   * @param written as the user wrote it; null if there is only the default
   */
  public static String of(@Nullable String written, Optional<String> otherwise)
      throws CommandFailure {
    String text = written == null ? otherwise.orElse("") : written;
    String name = text.strip();
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.isBlank() || name.indexOf('[') >= 0 || name.indexOf(']') >= 0) {
      throw CommandFailure.usage(
          "name a datastore, for example '[vmstore]', or set GOVC_DATASTORE; was: '" + text + "'");
    }
    return name;
  }
}
