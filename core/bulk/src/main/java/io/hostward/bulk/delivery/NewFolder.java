package io.hostward.bulk.delivery;

import io.hostward.inventory.DatastorePath;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A folder that is not there yet and is to appear as a whole: what goes below it is sent into a
 * temporary folder beside it, which gets its name when all of it is there.
 *
 * @param datastore what the datastore is called in targets
 * @param path of the folder: the topmost that is not there, so that one move brings those below it
 *     as well
 * @param temporary the path of the temporary folder
 */
public record NewFolder(String datastore, String path, String temporary) {

  /**
   * A folder with a temporary one that nobody has used. Its name is one of an upload's temporary
   * files, so that whatever cleans up after those finds it.
   */
  public static NewFolder of(String datastore, String path) {
    String part = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    String name = ".hostward-" + UUID.randomUUID() + "-" + part + ".part";
    return new NewFolder(datastore, path, new DatastorePath(datastore, path).sibling(name).path());
  }

  /** Returns whether a folder of the same datastore is this one or one below it. */
  public boolean holds(String folder) {
    return folder.equals(path) || folder.startsWith(path + "/");
  }

  /** Returns where a folder, this one or one below it, is as long as it is temporary. */
  public String placeOf(String folder) {
    return temporary + folder.substring(path.length());
  }

  /** Returns where a file is sent that is to stand below this folder. */
  public DatastorePath placeOf(DatastorePath target) {
    return new DatastorePath(datastore, placeOf(target.path()));
  }

  /** Returns the folder as it is written in targets. */
  public DatastorePath target() {
    return new DatastorePath(datastore, path);
  }

  @Override
  public String toString() {
    return "[" + datastore + "] " + path;
  }
}
