package io.hostward;

import io.hostward.download.DownloadException;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.CallerLimit;
import io.hostward.pipeline.DownloadRunner;
import io.hostward.pipeline.Questions;
import io.hostward.pipeline.WorkFuture;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The files of datastores: what is there, and what to do with it. A {@link Hostward} hands it out.
 * Safe for use by many threads; every method but {@link #downloadAsync} blocks, and an interrupt
 * ends it.
 *
 * <pre>{@code
 * var files = hostward.files();
 * files.list(DatastoreTarget.parse("[vmstore] iso/"), List.of(NameGlob.parse("*.iso")));
 * files.download(DatastorePath.parse("[vmstore] iso/disk.iso"), Path.of("disk.iso"));
 * files.copy(
 *     DatastorePath.parse("[vmstore] iso/disk.iso"), DatastorePath.parse("[other] disk.iso"), false);
 * }</pre>
 *
 * <p>Questions are asked again while vCenter is away, with the patience of uploads. What changes
 * something is asked once: if it fails with {@code NO_ANSWER}, whether it was done is to be looked
 * up. A path may name its datastore as in an upload, but not a datastore cluster: which of its
 * members has a file cannot be told by its free space.
 *
 * <p><b>Virtual disks</b> are a descriptor, {@code disk.vmdk}, and files beside it that this names,
 * {@code disk-flat.vmdk} for one. Copying, moving or deleting the descriptor does so with the whole
 * disk; one of the others alone is refused, since it would leave a broken disk. {@link #plain}
 * takes them for what they are: files.
 */
public final class DatastoreFiles {
  private final FileCalls calls;
  private final DownloadRunner downloads;
  private final Optional<Duration> limit;

  DatastoreFiles(FileCalls calls, DownloadRunner downloads, Optional<Duration> limit) {
    this.calls = calls;
    this.downloads = downloads;
    this.limit = limit;
  }

  /**
   * A temporary file that an upload left which was killed; or a temporary folder, with what was
   * sent for a new one that has not appeared.
   *
   * @param path its path under the datastore's own name
   * @param upload the upload's id, or the folder's
   * @param folder whether it is a folder
   * @param size its bytes, those of all its files together
   * @param age how long it has not been written to, or anything in it, by the server's clock
   */
  public record Leftover(
      DatastorePath path, UUID upload, boolean folder, long size, Duration age) {}

  /**
   * Returns the id of the upload whose temporary file has this name; empty if it is none of ours.
   *
   * @param name the file's own name, without a folder
   */
  public static Optional<UUID> uploadOf(String name) {
    return Questions.uploadOf(name);
  }

  /** Returns the same for datastores of this datacenter, given by name or inventory path. */
  public DatastoreFiles in(String newDatacenter) {
    return with(Optional.of(newDatacenter), calls.whole());
  }

  /** Returns the same, which treats the files of virtual disks as all others. */
  public DatastoreFiles plain() {
    return with(calls.datacenter(), false);
  }

  private DatastoreFiles with(Optional<String> datacenter, boolean whole) {
    FileCalls changed =
        new FileCalls(calls.vsphere(), calls.questions(), calls.underWay(), datacenter, whole);
    return new DatastoreFiles(changed, downloads, limit);
  }

  /**
   * Returns the same, each of whose methods takes no longer than this, and some seconds for what
   * has to be called off. Without it, what vCenter says is running is waited for as long as it
   * runs; an answer that does not come, or a vCenter that is away, is never waited for without end.
   *
   * <p>A method whose time is up fails as one whose thread was interrupted, with a {@code
   * VSphereException} of the kind {@code INTERRUPTED} or {@code CANCELLED}. A download that has a
   * deadline of its own keeps it.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public DatastoreFiles within(Duration newLimit) {
    if (newLimit.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("a deadline is positive, was: " + newLimit);
    }
    return new DatastoreFiles(calls, downloads, Optional.of(newLimit));
  }

  /** Returns what stands under a name; nothing if nothing does. */
  public Optional<DatastoreEntry> find(DatastorePath path) throws VSphereException {
    return limited(() -> calls.find(path));
  }

  /**
   * Returns what a folder holds, by one search.
   *
   * @param names what is looked for
   * @return nothing if there is no such folder
   * @throws VSphereException {@code TOO_LONG} if it holds more than is read at once; ask for it in
   *     parts, by patterns such as {@code a*}
   */
  public Optional<FolderListing> list(DatastoreTarget folder, Collection<NameGlob> names)
      throws VSphereException {
    return limited(() -> calls.list(folder, names));
  }

  /**
   * Returns what a folder and all folders below it hold, by one search.
   *
   * @param names what is looked for in each folder
   * @return the folder first; nothing if there is no such folder
   * @throws VSphereException {@code TOO_LONG} if they hold more than is read at once
   */
  public List<FolderListing> listAll(DatastoreTarget folder, Collection<NameGlob> names)
      throws VSphereException {
    return limited(() -> calls.listAll(folder, names));
  }

  /**
   * Makes a folder.
   *
   * @param parents whether the folders above it are made as well, and it may be there already
   */
  public void makeFolder(DatastorePath folder, boolean parents) throws VSphereException {
    var unused =
        limited(
            () -> {
              calls.makeFolder(folder, parents);
              return true;
            });
  }

  /**
   * Deletes a file.
   *
   * @return false if there was none
   * @throws VSphereException {@code INVALID} if it is a folder, or a part of a virtual disk
   */
  public boolean delete(DatastorePath file) throws VSphereException {
    return limited(() -> calls.delete(file));
  }

  /**
   * Deletes a folder with all that is in it.
   *
   * @return false if there was none
   * @throws VSphereException {@code INVALID} if it is a file
   */
  public boolean deleteFolder(DatastorePath folder) throws VSphereException {
    return limited(() -> calls.deleteFolder(folder));
  }

  /**
   * Gives a file or folder another name, on its datastore or another of the same server.
   *
   * @param overwrite whether a file of that name is replaced. A folder or a disk never is
   * @throws VSphereException {@code ALREADY_EXISTS}; {@code INVALID} as {@link #requireApart} says,
   *     before anything is changed; or what else the server says
   */
  public void move(DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException {
    var unused =
        limited(
            () -> {
              calls.move(from, to, overwrite);
              return true;
            });
  }

  /**
   * Copies a file or folder inside vSphere: its bytes do not come here. The folder that is to hold
   * the copy must be there. A file is copied whole or not at all; a folder that fails may be left
   * in part.
   *
   * @param overwrite whether a file of that name is replaced. A folder or a disk never is
   * @throws VSphereException {@code ALREADY_EXISTS}; {@code INVALID} as {@link #requireApart} says,
   *     before anything is changed; or what else the server says
   */
  public void copy(DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException {
    var unused =
        limited(
            () -> {
              calls.copy(from, to, overwrite);
              return true;
            });
  }

  /**
   * Fails if a move or a copy could not be, whatever the datastores are called: of something onto
   * itself, or of a folder to a place within it. {@link #move} and {@link #copy} see to it
   * themselves; this is for whoever has several of them to do, or folders to make before. Nothing
   * is asked but the datastores' names.
   *
   * @throws VSphereException {@code INVALID} if so
   */
  public void requireApart(DatastorePath from, DatastorePath to) throws VSphereException {
    var unused =
        limited(
            () -> {
              calls.requireApart(from, to);
              return true;
            });
  }

  /** Downloads a file to a local one, with the defaults of {@link DownloadRequest}. */
  public DownloadResult download(DatastorePath file, Path target) throws IOException {
    return download(DownloadRequest.of(file, target));
  }

  /**
   * Downloads a file: from the hosts in the policy's order, then through vCenter. What a route has
   * brought is kept when it breaks off, and the rest asked for, unless the file was changed
   * meanwhile.
   *
   * @throws DownloadException if no route brought it, its time was up or the Hostward was closed
   *     meanwhile; what stood under the local name stands there
   * @throws InterruptedIOException if the calling thread was interrupted; likewise, and the
   *     interrupt is set. A file that was about to get its name gets it, and its result is returned
   * @throws IllegalStateException if the Hostward was closed before
   */
  public DownloadResult download(DownloadRequest request) throws IOException {
    return submit(request).await();
  }

  /**
   * Begins a download, or has it wait for its turn among uploads and downloads: any number may be
   * submitted, and one that waits takes no thread and little memory.
   *
   * <p>The future is done when the download has ended and has cleaned up after itself. Cancelling
   * it, or completing it in any other way ({@code orTimeout}), breaks the download off: whoever
   * then waits for it waits for the cleanup. It is then cancelled, or completed as was wished, and
   * a {@code CancellationException} has the {@link DownloadException} as its cause. A file that was
   * about to get its name by then gets it, and the future completes with its result.
   *
   * @return completes with the result or a {@link DownloadException}
   * @throws IllegalStateException if the Hostward was closed before
   */
  public CompletableFuture<DownloadResult> downloadAsync(DownloadRequest request) {
    return submit(request);
  }

  private WorkFuture<DownloadResult> submit(DownloadRequest request) {
    Optional<String> datacenter = calls.datacenter();
    DownloadRequest here =
        request.datacenter().isEmpty() && datacenter.isPresent()
            ? request.in(datacenter.get())
            : request;
    return downloads.submit(
        here.deadline().isEmpty() && limit.isPresent() ? here.within(limit.get()) : here);
  }

  /**
   * Finds temporary files that killed uploads left, and temporary folders of new ones that have not
   * appeared, by their name and age. Those of uploads that this Hostward runs are left out; those
   * that others run are young, as long as bytes come.
   *
   * @param below whether folders below it are searched as well
   * @param age how long they were not written to, by the server's clock; a file of which the server
   *     tells no time is never among them
   * @return nothing, too, if there is no such folder
   */
  public List<Leftover> leftovers(DatastoreTarget folder, boolean below, Duration age)
      throws VSphereException {
    return limited(() -> calls.leftovers(folder, below, age));
  }

  private <T> T limited(CallerLimit.Call<T> call) throws VSphereException {
    return limit.isPresent() ? CallerLimit.within(limit.get(), call) : call.run();
  }
}
