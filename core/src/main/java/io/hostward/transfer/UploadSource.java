package io.hostward.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/**
 * Where a file's bytes come from. The size is known before the first byte moves, so that a short
 * source is noticed.
 *
 * <p>A source that can be opened again survives the failure of a host: the next attempt starts from
 * its first byte. One that cannot is sent once; after its first byte was read, a failure is final.
 */
public interface UploadSource {

  /** Returns the number of bytes, zero or more. */
  long size();

  /**
   * Opens the source at its first byte.
   *
   * @throws IOException if it cannot be opened, or was read already and cannot be read again
   */
  ReadableByteChannel open() throws IOException;

  /** Returns true if {@link #open} would succeed now, as far as can be told without trying. */
  boolean canOpen();

  /**
   * Returns true if the source can be sent again from its first byte, however much of it was read.
   */
  boolean isRepeatable();

  /**
   * Checks, after the last byte was read and before it is sent, that the bytes were those of one
   * unchanging file, and all of it. Asked of an empty source before it is sent, too. It may wait
   * for a source to tell; closing the channel ends the wait.
   *
   * @throws IOException if the source changed since its size was taken
   */
  default void verifyUnchanged() throws IOException {}

  /** Returns words for messages, for example the file's path. */
  String describe();

  /**
   * A file.
   *
   * @throws IOException if there is no such file, it is a folder, or its size cannot be read
   */
  static UploadSource of(Path file) throws IOException {
    return UploadSources.file(file);
  }

  /** Bytes in memory. The array is not copied: leave it alone until the upload has ended. */
  static UploadSource of(byte[] bytes) {
    return UploadSources.bytes(bytes);
  }

  /**
   * A stream of known length, to be sent once. It must end there: before its last bytes are sent it
   * is asked for one more, and if it has one, or breaks, or gives neither a byte nor its end for 60
   * s, the upload fails. A stream that goes on behind the file, as that of a socket may, is handed
   * in as a channel.
   *
   * <p>It is closed when the attempt that read it ends. A stream of which nothing was read, because
   * the upload failed before its first byte or the length is zero, stays open for its owner.
   *
   * @throws IllegalArgumentException if the length is negative
   */
  static UploadSource of(InputStream stream, long length) {
    return UploadSources.stream(stream, length);
  }

  /**
   * So many bytes of a channel, whatever follows them. A {@code SeekableByteChannel} is rewound to
   * its present position for another attempt; any other is sent once. It is not closed.
   *
   * @throws IllegalArgumentException if the length is negative
   */
  static UploadSource of(ReadableByteChannel channel, long length) {
    return UploadSources.channel(channel, length);
  }
}
