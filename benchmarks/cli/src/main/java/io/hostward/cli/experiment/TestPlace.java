package io.hostward.cli.experiment;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.site.DatastoreArgument;
import io.hostward.cli.site.OpenSite;
import io.hostward.experiment.Place;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A datastore, and a folder in it for test files, as users write it. */
public final class TestPlace {
  private TestPlace() {}

  /**
   * Returns the place.
   *
   * @param written {@code [vmstore] folder}, or a datastore's name alone; null if there is only the
   *     default
   * @throws CommandFailure if the folder is not there: it would have to be made, and would be left
   */
  public static Place of(@Nullable String written, Optional<String> otherwise, OpenSite opened)
      throws CommandFailure, IOException {
    String text = written == null ? "" : written.strip();
    int end = text.startsWith("[") ? text.indexOf(']') : -1;
    String folder = end < 0 ? "" : text.substring(end + 1).strip().replaceAll("/+$", "");
    String name =
        DatastoreArgument.of(
            written == null ? null : end < 0 ? text : text.substring(0, end + 1), otherwise);
    Optional<String> datacenter = opened.datacenterOf(name);
    if (!folder.isEmpty()) {
      Optional<DatastoreEntry> found =
          opened.vsphere().datastore(name, datacenter).find(new DatastorePath(name, folder));
      if (found.filter(DatastoreEntry::isFolder).isEmpty()) {
        throw CommandFailure.usage(
            "there is no folder '" + folder + "' on [" + name + "]: make it, or name another");
      }
    }
    return new Place(name, datacenter, folder);
  }
}
