package io.hostward.experiment;

import io.hostward.Hostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.spi.VSphere;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Outcome;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Uploads test files and removes them again, whatever happens meanwhile: an upload that fails, an
 * interrupt, an error. Each file has a name that no other has, and no file is ever replaced, so
 * nothing is touched that was not made here. Safe for use by many threads.
 */
public final class TestUploads {
  private final Hostward hostward;
  private final VSphere vsphere;
  private final Place place;
  private final String prefix;
  private final Uploader uploader;

  /**
   * Test files of one experiment.
   *
   * @param hostward built on this vSphere
   * @param prefix what the files' names begin with, for example {@code hostward-trace-}
   */
  public TestUploads(
      Hostward hostward, VSphere vsphere, Place place, String prefix, Uploader uploader) {
    this.hostward = hostward;
    this.vsphere = vsphere;
    this.place = place;
    this.prefix = prefix;
    this.uploader = uploader;
  }

  /**
   * One upload and its end.
   *
   * @param events what its events say
   * @param problem why the file did not arrive; empty if it did
   */
  public record Run(UploadRecord events, Optional<String> problem) {}

  /**
   * Uploads a file and removes it.
   *
   * @param how chooses the route, the policy and the like
   * @throws IOException if a file was uploaded that cannot be removed; the message names it
   * @throws InterruptedException if the uploader was interrupted; the file is removed all the same
   */
  public Run run(UploadSource source, UnaryOperator<UploadRequest> how)
      throws IOException, InterruptedException {
    DatastorePath target = place.file(prefix + UUID.randomUUID() + ".bin");
    UploadRecord record = new UploadRecord();
    UploadRequest request =
        how.apply(UploadRequest.of(source, target)).overwriting(false).heardBy(record);
    UploadRequest placed = place.datacenter().map(request::in).orElse(request);
    @Nullable Throwable failure = null;
    try {
      uploader.upload(hostward, placed);
      return new Run(record, Optional.empty());
    } catch (IOException e) {
      return new Run(record, Optional.of(String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      removeAfter(failure, record, target);
    }
  }

  private void removeAfter(@Nullable Throwable failure, UploadRecord record, DatastorePath target)
      throws IOException {
    // An interrupt ends the experiment, and not the removal of what it has left so far.
    boolean interrupted = Thread.interrupted();
    try {
      remove(record, target);
    } catch (IOException e) {
      if (failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void remove(UploadRecord record, DatastorePath target) throws IOException {
    List<DatastorePath> files = new ArrayList<>();
    Optional<Outcome> outcome = record.outcome();
    if (outcome.map(end -> end.target() != TargetState.UNCHANGED).orElse(true)) {
      // Of a datastore cluster, the member that took the file.
      files.add(record.published().orElse(target));
    }
    outcome.ifPresent(end -> files.addAll(end.leftovers()));
    for (DatastorePath file : files) {
      try {
        vsphere.datastore(file.datastore(), place.datacenter()).delete(file);
      } catch (IOException e) {
        throw new IOException(
            "the test file " + file + " remains, delete it by hand: " + e.getMessage(), e);
      }
    }
  }
}
