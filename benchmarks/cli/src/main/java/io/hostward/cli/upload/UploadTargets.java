package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.Printable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which file goes where: into the folder that the target is, or under the target's name. The target
 * of several files is a folder, whether it ends with a slash or not.
 */
final class UploadTargets {
  /** The source that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private UploadTargets() {}

  /**
   * Returns the target of each source, in their order.
   *
   * @param sources paths of local files, or {@link #STANDARD_INPUT}
   * @param written the target as the user wrote it
   * @param datastore the datastore of a target that names none
   */
  static Map<String, DatastorePath> of(
      List<String> sources, String written, Optional<String> datastore) throws CommandFailure {
    DatastoreTarget target = target(written, datastore);
    Map<String, DatastorePath> targets = new LinkedHashMap<>();
    for (String source : sources) {
      DatastorePath path = file(sources.size() > 1 ? target.asFolder() : target, source);
      if (targets.containsKey(source)) {
        throw CommandFailure.usage("a file is named twice: " + Printable.of(source));
      }
      if (targets.containsValue(path)) {
        throw CommandFailure.usage("two of the files would become " + path);
      }
      targets.put(source, path);
    }
    return targets;
  }

  private static DatastoreTarget target(String written, Optional<String> datastore)
      throws CommandFailure {
    if (datastore.isPresent()) {
      return DatastoreTarget.parse(written, datastore.get());
    }
    if (!DatastoreTarget.namesDatastore(written)) {
      throw CommandFailure.usage(
          "the target is written '[datastore] folder/file', or 'folder/file' with GOVC_DATASTORE"
              + " set, was: '"
              + Printable.of(written)
              + "'");
    }
    return DatastoreTarget.parse(written);
  }

  private static DatastorePath file(DatastoreTarget target, String source) throws CommandFailure {
    if (!target.folder()) {
      return target.file("");
    }
    @Nullable Path name = Path.of(source).getFileName();
    if (source.equals(STANDARD_INPUT) || name == null) {
      throw CommandFailure.usage(
          "'"
              + Printable.of(source)
              + "' has no name of its own to go by in the folder "
              + target
              + ": write the name behind it");
    }
    return target.file(name.toString());
  }
}
