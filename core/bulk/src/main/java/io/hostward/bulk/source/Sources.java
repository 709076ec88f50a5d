package io.hostward.bulk.source;

import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at what deliveries name as their sources, and opens it. A port: local files unless another
 * is handed in, for example one for a distributed file system. A location is text that stands for
 * the same file wherever it is read. Called by several threads at once; every method blocks.
 */
public interface Sources {

  /**
   * A file as it was found.
   *
   * @param size its bytes
   * @param modified when it was last changed
   */
  record Found(long size, Instant modified) {}

  /**
   * Looks at a file without reading it.
   *
   * @throws IOException if there is none, or it is no file; the message names the location
   */
  Found look(String location) throws IOException;

  /**
   * Returns the bytes of a file. They can be read again from the first, so that another host can
   * take what one did not.
   *
   * @throws IOException if there is none, or it may not be read; the message names the location
   */
  UploadSource open(String location) throws IOException;

  /**
   * Tells whether a file is gone from a folder that is there. False by default: what nobody can
   * tell is taken to be there.
   *
   * @param location of the file
   * @param folder the folder that it was found below when it was delivered
   * @return true only if nothing at all has its name, and the folder is there
   * @throws IOException if it cannot be found out, or the folder is not there
   */
  default boolean isGone(String location, String folder) throws IOException {
    return false;
  }

  /**
   * Tells what makes it doubtful that a file is gone: the nearest folder above it that is there, if
   * it holds no file at any depth. So does one onto which a file system is to be mounted, and is
   * not. Nothing by default.
   *
   * @param location of the file, which is gone
   * @param folder as in {@link #isGone}; it is never the answer itself
   * @return the location of that folder
   * @throws IOException if it cannot be found out
   */
  default Optional<String> emptied(String location, String folder) throws IOException {
    return Optional.empty();
  }

  /** The files of this machine, by their paths. */
  static Sources local() {
    return LocalSources.INSTANCE;
  }
}
