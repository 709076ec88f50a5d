package io.hostward;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.Questions;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells virtual disks, and the files that are parts of one, from others by what stands beside. */
final class DiskFiles {
  private static final String EXTENSION = ".vmdk";

  /** How servers call what a descriptor names: all of a disk's data, or a part or a layer of it. */
  private static final Pattern PART =
      Pattern.compile("(.+)-(?:flat|delta|sesparse|rdm|rdmp|ctk|s\\d{3}|f\\d{3})\\.vmdk");

  private DiskFiles() {}

  /**
   * Returns true if the file is a disk's descriptor. Answers for names without the extension
   * without a question.
   *
   * @throws VSphereException {@code INVALID} if it is a part of a disk whose descriptor is beside
   *     it
   */
  static boolean isDisk(Questions questions, Datastore datastore, DatastorePath file)
      throws VSphereException {
    String name = file.fileName();
    if (!name.endsWith(EXTENSION)) {
      return false;
    }
    String base = name.substring(0, name.length() - EXTENSION.length());
    Matcher part = PART.matcher(name);
    Optional<String> descriptor =
        part.matches() ? Optional.of(part.group(1) + EXTENSION) : Optional.empty();
    List<NameGlob> names =
        List.of(
            NameGlob.parse(NameGlob.exactly(base) + "-*" + EXTENSION),
            NameGlob.exactly(descriptor.orElse(name)));
    Optional<FolderListing> beside = questions.ask(() -> datastore.list(file.folder(), names));
    if (beside.isEmpty()) {
      return false;
    }
    if (descriptor.isPresent() && beside.get().entries().containsKey(descriptor.get())) {
      throw FileCalls.refused(
          file
              + " is a part of the virtual disk "
              + file.sibling(descriptor.get())
              + ", which would be broken: name the disk, or treat them as plain files");
    }
    return beside.get().entries().keySet().stream().anyMatch(other -> isPartOf(other, base));
  }

  private static boolean isPartOf(String name, String base) {
    Matcher part = PART.matcher(name);
    return part.matches() && part.group(1).equals(base);
  }
}
