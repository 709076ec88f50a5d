package io.hostward.bulk.upload;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.Publication.Sent;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what a new folder is to hold with what is there. Not thread-safe. */
final class FolderCheck {
  private static final int PAGE = 1000;

  /** More are found at the next attempt. */
  private static final int MOST_MISSING = 100_000;

  private final Publication publication;
  private final Datastore datastore;
  private final NewFolder folder;
  private final FolderContents kept;

  FolderCheck(Publication publication, Datastore datastore) throws VSphereException {
    this.publication = publication;
    this.datastore = datastore;
    this.folder = publication.folder();
    this.kept = FolderContents.of(datastore, folder.temporary());
  }

  /** Returns whether there is anything to be moved. */
  boolean isKept() {
    return kept.isThere();
  }

  private interface Each {
    void page(List<Sent> files) throws IOException;
  }

  private void pages(Each each) throws IOException {
    long after = 0;
    List<Sent> page = publication.files().next(after, PAGE);
    while (!page.isEmpty()) {
      each.page(page);
      after = page.get(page.size() - 1).id();
      page = page.size() < PAGE ? List.of() : publication.files().next(after, PAGE);
    }
  }

  private static List<String> paths(List<Sent> files) {
    return files.stream().map(Sent::path).toList();
  }

  private static List<Sent> missing(List<Sent> files, FolderContents contents)
      throws VSphereException {
    Map<String, DatastoreEntry> found = contents.find(paths(files));
    return files.stream()
        .filter(Sent::wanted)
        .filter(
            file -> {
              DatastoreEntry entry = found.get(file.path());
              return entry == null || entry.size() != file.size();
            })
        .toList();
  }

  /** All that was sent is where it is kept, or by an earlier attempt under its name already. */
  Optional<PublishResult> beforeMove() throws IOException {
    List<Sent> missing = new ArrayList<>();
    Set<String> strays = new HashSet<>(kept.all());
    FolderContents published = kept.isThere() ? null : FolderContents.of(datastore, folder.path());
    FolderContents[] target = {published};
    pages(
        page -> {
          page.stream().filter(Sent::wanted).map(Sent::path).forEach(strays::remove);
          List<Sent> gone = missing(page, kept);
          if (!gone.isEmpty()) {
            if (target[0] == null) {
              target[0] = FolderContents.of(datastore, folder.path());
            }
            missing.addAll(missing(gone, target[0]));
          }
        });
    if (!missing.isEmpty()) {
      return Optional.of(
          incomplete(
              missing,
              "was sent to "
                  + folder.temporary()
                  + ", answered"
                  + " well, and is not stored whole"));
    }
    if (kept.isThere()) {
      removeStrays(strays);
    }
    return Optional.empty();
  }

  /** What an earlier run, or an attempt that was broken off, has left is not to appear. */
  private void removeStrays(Set<String> strays) throws IOException {
    for (String stray : strays) {
      datastore.delete(kept.place(folder.datastore(), stray));
    }
    pages(
        page -> {
          List<Sent> unwanted = page.stream().filter(file -> !file.wanted()).toList();
          for (String path : kept.find(paths(unwanted)).keySet()) {
            if (!strays.contains(path)) {
              datastore.delete(kept.place(folder.datastore(), path));
            }
          }
        });
  }

  /** Moves what is kept file by file, replacing what stands under the names. */
  void moveEach() throws IOException {
    pages(
        page -> {
          Map<String, DatastoreEntry> here = kept.find(paths(page));
          for (Sent file : page) {
            if (file.wanted() && here.containsKey(file.path())) {
              move(
                  kept.place(folder.datastore(), file.path()),
                  new DatastorePath(folder.datastore(), folder.path() + "/" + file.path()));
            }
          }
        });
  }

  private void move(DatastorePath from, DatastorePath to) throws VSphereException {
    try {
      datastore.move(from, to, true);
    } catch (VSphereException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      datastore.makeFolder(to);
      datastore.move(from, to, true);
    }
  }

  /** That a folder is moved at once is not written anywhere: each of its files is looked up. */
  Optional<PublishResult> afterMove() throws IOException {
    FolderContents published = FolderContents.of(datastore, folder.path());
    List<Sent> missing = new ArrayList<>();
    pages(page -> missing.addAll(missing(page, published)));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            incomplete(missing, "is not under its name after its folder was moved there"));
  }

  private PublishResult incomplete(List<Sent> missing, String what) {
    Sent first = missing.get(0);
    String others = missing.size() == 1 ? "" : ", and so are " + (missing.size() - 1) + " more";
    return new PublishResult.Incomplete(
        missing.stream().limit(MOST_MISSING).map(Sent::id).toList(),
        folder + "/" + first.path() + " (" + first.size() + " bytes) " + what + others);
  }
}
