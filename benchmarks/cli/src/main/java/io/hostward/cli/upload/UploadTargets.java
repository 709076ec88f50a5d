package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.inventory.DatastorePath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which file goes where. A target that ends with a slash or is a bare {@code [datastore]} is a
 * folder, and so is any target of several files; otherwise it is the file's new name.
 */
final class UploadTargets {
  /** The source that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private UploadTargets() {}

  /**
   * Returns the target of each source, in their order.
   *
   * @param sources paths of local files, or {@link #STANDARD_INPUT}
   * @param target as the user wrote it
   * @param datastore the datastore of a target that names none
   */
  static Map<String, DatastorePath> of(
      List<String> sources, String target, Optional<String> datastore) throws CommandFailure {
    String whole = withDatastore(target, datastore);
    boolean folder = whole.endsWith("/") || whole.endsWith("]") || sources.size() > 1;
    Map<String, DatastorePath> targets = new LinkedHashMap<>();
    for (String source : sources) {
      DatastorePath path = DatastorePath.parse(folder ? inFolder(whole, source) : whole);
      if (targets.containsValue(path)) {
        throw CommandFailure.usage("two of the files would become " + path);
      }
      if (targets.putIfAbsent(source, path) != null) {
        throw CommandFailure.usage("a file is named twice: " + source);
      }
    }
    return targets;
  }

  private static String withDatastore(String target, Optional<String> datastore)
      throws CommandFailure {
    String text = target.strip();
    if (text.startsWith("[")) {
      return text;
    }
    if (datastore.isEmpty()) {
      throw CommandFailure.usage(
          "the target is written '[datastore] folder/file', or 'folder/file' with GOVC_DATASTORE"
              + " set, was: '"
              + text
              + "'");
    }
    return "[" + datastore.get() + "] " + text;
  }

  private static String inFolder(String folder, String source) throws CommandFailure {
    @Nullable Path name = Path.of(source).getFileName();
    if (source.equals(STANDARD_INPUT) || name == null) {
      throw CommandFailure.usage("'" + source + "' has no name of its own: name the target's file");
    }
    String separator = folder.endsWith("/") || folder.endsWith("]") ? " " : "/";
    return folder.endsWith("/") ? folder + name : folder + separator + name;
  }
}
