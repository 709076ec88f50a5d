package io.hostward.bulk.vsphere;

import io.hostward.DatastoreFiles;
import io.hostward.bulk.plan.DigestList;
import io.hostward.bulk.plan.Sidecars;
import io.hostward.download.DownloadRequest;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lists that {@code sha256sum} wrote, under one name in each folder: looked for by a search and
 * downloaded. Safe for use by many threads.
 */
public final class VSphereSidecars implements Sidecars {
  /** The largest list, in bytes; a larger one is refused. */
  public static final long LARGEST = 16 << 20;

  private final DatastoreFiles files;
  private final String name;

  /**
   * Lists of a name.
   *
   * @param files where they are
   * @param name of the list's file in each folder, for example {@code SHA256SUMS}
   * @throws IllegalArgumentException if that is no file's own name
   */
  public VSphereSidecars(DatastoreFiles files, String name) {
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a list of digests stands in the folder of its files: give its name alone, was: " + name);
    }
    this.files = files;
    this.name = new DatastorePath("any", name).path();
  }

  @Override
  public Optional<DigestList> of(String datastore, String folder) throws IOException {
    DatastorePath path =
        new DatastorePath(datastore, folder.isEmpty() ? name : folder + "/" + name);
    Optional<DatastoreEntry> entry = files.find(path).filter(found -> !found.isFolder());
    if (entry.isEmpty()) {
      return Optional.empty();
    } else if (entry.get().size() > LARGEST) {
      throw new IOException(
          path
              + " has "
              + entry.get().size()
              + " bytes; a list of digests is read up to "
              + LARGEST);
    }
    // It may have grown since.
    Bounded bytes = new Bounded();
    try {
      files.download(
          DownloadRequest.of(path, new DownloadRequest.Stream(Channels.newChannel(bytes))));
      return Optional.of(
          DigestList.read(
              new InputStreamReader(
                  new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IOException(
          "the list of digests " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Takes as much as a list may have. */
  private static final class Bounded extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (count + (long) length > LARGEST) {
        throw new IllegalStateException("it has more than " + LARGEST + " bytes");
      }
      super.write(bytes, offset, length);
    }
  }
}
