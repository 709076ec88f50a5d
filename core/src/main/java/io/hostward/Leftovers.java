package io.hostward;

import io.hostward.DatastoreFiles.Leftover;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.Questions;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds the temporary files of uploads, and temporary folders, among those of folders. */
record Leftovers(Questions questions, Datastore datastore, Instant now) {

  /** What a folder, and perhaps those below it, hold by names like those of temporary files. */
  static List<FolderListing> search(
      Questions questions, Datastore datastore, String folder, boolean below)
      throws VSphereException {
    List<NameGlob> names = List.of(Questions.temporaryNames());
    return below
        ? questions.ask(() -> datastore.listAll(folder, names))
        : questions.ask(() -> datastore.list(folder, names)).stream().toList();
  }

  /** The temporary files and folders among what was found. */
  List<Leftover> in(List<FolderListing> listings) throws VSphereException {
    List<Leftover> found = new ArrayList<>();
    for (FolderListing listing : listings) {
      for (Map.Entry<String, DatastoreEntry> entry : listing.entries().entrySet()) {
        Optional<UUID> upload = Questions.uploadOf(entry.getKey());
        if (upload.isPresent()) {
          leftover(listing.path(entry.getKey()), upload.get(), entry.getValue())
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<Leftover> leftover(String path, UUID upload, DatastoreEntry entry)
      throws VSphereException {
    DatastoreEntry whole = entry.isFolder() ? whole(path, entry) : entry;
    if (whole.modified().isEmpty()) {
      return Optional.empty();
    }
    Duration age = Duration.between(whole.modified().get(), now);
    try {
      return Optional.of(
          new Leftover(
              datastore.snapshot().datastore().file(path),
              upload,
              entry.isFolder(),
              whole.size(),
              age));
    } catch (IllegalArgumentException e) {
      // In a folder that no upload can have named.
      return Optional.empty();
    }
  }

  /**
   * All of a folder as if it were one file; without a time if it holds so much that nobody can say
   * how old it is.
   */
  private DatastoreEntry whole(String path, DatastoreEntry folder) throws VSphereException {
    long size = 0;
    Optional<Instant> last = folder.modified();
    try {
      for (FolderListing listing :
          questions.ask(() -> datastore.listAll(path, List.of(NameGlob.everything())))) {
        for (DatastoreEntry entry : listing.entries().values()) {
          size += entry.size();
          last =
              Stream.concat(last.stream(), entry.modified().stream())
                  .max(Comparator.naturalOrder());
        }
      }
    } catch (VSphereException e) {
      if (e.kind() != VSphereException.Kind.TOO_LONG) {
        throw e;
      }
      last = Optional.empty();
    }
    return new DatastoreEntry(false, size, last);
  }
}
