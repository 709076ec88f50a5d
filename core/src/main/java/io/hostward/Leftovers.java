package io.hostward;

import io.hostward.DatastoreFiles.Leftover;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.Questions;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the temporary files of uploads among those of folders. */
final class Leftovers {
  private Leftovers() {}

  /** What a folder, and perhaps those below it, hold by names like those of temporary files. */
  static List<FolderListing> search(
      Questions questions, Datastore datastore, String folder, boolean below)
      throws VSphereException {
    List<NameGlob> names = List.of(Questions.temporaryNames());
    return below
        ? questions.ask(() -> datastore.listAll(folder, names))
        : questions.ask(() -> datastore.list(folder, names)).stream().toList();
  }

  /**
   * The temporary files among what was found.
   *
   * @param now what the clock says by which the files were dated
   */
  static List<Leftover> in(List<FolderListing> listings, DatastoreSnapshot datastore, Instant now) {
    List<Leftover> found = new ArrayList<>();
    for (FolderListing listing : listings) {
      listing
          .entries()
          .forEach(
              (name, entry) ->
                  leftover(datastore, listing.path(name), name, entry, now).ifPresent(found::add));
    }
    return found;
  }

  private static Optional<Leftover> leftover(
      DatastoreSnapshot datastore, String path, String name, DatastoreEntry entry, Instant now) {
    Optional<UUID> upload = Questions.uploadOf(name);
    if (upload.isEmpty() || entry.isFolder() || entry.modified().isEmpty()) {
      return Optional.empty();
    }
    Duration age = Duration.between(entry.modified().get(), now);
    try {
      return Optional.of(new Leftover(datastore.file(path), upload.get(), entry.size(), age));
    } catch (IllegalArgumentException e) {
      // In a folder that no upload can have named.
      return Optional.empty();
    }
  }
}
