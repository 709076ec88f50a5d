package io.hostward.pipeline;

import io.hostward.download.DownloadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the bytes of a download land, from the first attempt to the last. Used by one thread at a
 * time; {@link #clear} leaves nothing behind but a finished file.
 */
interface Landing {

  /** How many bytes of the file are here. */
  long bytes();

  /** Takes the next bytes of the file. */
  int write(ByteBuffer bytes) throws IOException;

  /**
   * Gives up what is here, so that the file can come from its beginning.
   *
   * @return false if it was passed on already and cannot be taken back
   */
  boolean restart() throws IOException;

  /** Makes what is here safe. */
  void settle() throws IOException;

  /** Reads what is here once more, and returns its SHA-256 in lower-case hexadecimal. */
  String sha256() throws IOException;

  /** Gives the file its name. */
  void publish() throws IOException;

  /**
   * Removes what is not the finished file. Called once, at the end, whatever came before.
   *
   * @return what could not be removed
   */
  Optional<Path> clear();

  /**
   * The landing of a request, with nothing in it yet.
   *
   * @param id the download's
   */
  static Landing of(DownloadRequest request, UUID id) throws IOException {
    return request.target() instanceof DownloadRequest.LocalFile file
        ? new FileLanding(file.path(), id, request.overwrite())
        : new StreamLanding(((DownloadRequest.Stream) request.target()).channel());
  }
}
