package io.hostward;

import io.hostward.memory.HostMemory;
import io.hostward.pipeline.DownloadRunner;
import io.hostward.pipeline.Time;
import io.hostward.pipeline.UploadPipeline;
import io.hostward.pipeline.UploadRunner;
import io.hostward.pipeline.WorkRunner;
import io.hostward.pipeline.WorkThreads;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Uploads files to VMware datastores by the shortest path: straight to a host that mounts the
 * datastore, through vCenter only when no host can be reached.
 *
 * <pre>{@code
 * try (var transport = NettyTransport.create();
 *     var vcenter = VimVSphere.connect(url, user, password, transport);
 *     var hostward =
 *         Hostward.builder()
 *             .vsphere(vcenter)
 *             .transport(transport)
 *             .policy(HostPolicies.leastLoaded())
 *             .build()) {
 *   var target = DatastorePath.parse("[vmstore] iso/disk.iso");
 *   UploadResult result = hostward.upload(UploadRequest.of(Path.of("disk.iso"), target));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads; make one and keep it. The {@link VSphere}, the {@link Transport}
 * and the {@link HostMemory} that it was built with may be shared by several, and are closed, after
 * this, by the code that made them.
 */
public final class Hostward implements AutoCloseable {
  private final UploadPipeline pipeline;
  private final UploadRunner uploads;
  private final WorkRunner runner;
  private final WorkThreads threads;
  private final DatastoreFiles files;

  Hostward(HostwardBuilder settings) {
    VSphere vsphere = required(settings.vsphere, "vsphere", "VimVSphere.connect(...)");
    Transport transport = required(settings.transport, "transport", "NettyTransport.create()");
    HostSelectionPolicy policy = required(settings.policy, "policy", "HostPolicies.leastLoaded()");
    Time time = settings.time();
    this.pipeline =
        new UploadPipeline(
            vsphere,
            policy,
            transport,
            time,
            settings.policyInputs(time),
            settings.limits,
            settings.pause);
    this.threads = new WorkThreads(Optional.ofNullable(settings.executor));
    this.runner = new WorkRunner(transport, settings.uploadsAtOnce, threads, settings.limits);
    this.uploads = new UploadRunner(pipeline, runner, time, settings.listeners);
    this.files =
        new DatastoreFiles(
            new FileCalls(
                vsphere, pipeline.questions(), runner::isUnderWay, Optional.empty(), true),
            new DownloadRunner(pipeline, runner, time, settings.downloadListeners),
            Optional.empty());
  }

  private static <T> T required(@Nullable T value, String name, String example) {
    if (value == null) {
      throw new IllegalStateException(
          "a Hostward needs a " + name + ": call ." + name + "(" + example + ") before build()");
    }
    return value;
  }

  /** Returns a builder with the defaults. */
  public static HostwardBuilder builder() {
    return new HostwardBuilder();
  }

  /**
   * Uploads a file and waits for the end.
   *
   * @throws UploadException if no route took the file, it was refused, its time was up or this was
   *     closed meanwhile; the message says what was tried and what stands under the target's name,
   *     which is what stood there before except where it says otherwise
   * @throws InterruptedIOException if the calling thread was interrupted; the upload was broken off
   *     and cleaned up, and the thread's interrupt is set again. An upload that can no longer be
   *     broken off is finished and its result returned, the interrupt set
   * @throws IllegalStateException if this was closed before
   */
  public UploadResult upload(UploadRequest request) throws IOException {
    return uploads.submit(request).await();
  }

  /**
   * Begins an upload, or has it wait for its turn: any number may be submitted, and one that waits
   * takes no thread and little memory.
   *
   * <p>The future is done when the upload has ended and has cleaned up after itself. Cancelling it,
   * or completing it in any other way ({@code orTimeout}), breaks the upload off: whoever then
   * waits for it waits for the cleanup, which takes 30 seconds at most once vCenter does not
   * answer. It is then cancelled, or completed as was wished, and a {@code CancellationException}
   * has the {@link UploadException} that says what is left as its cause. A file whose last step,
   * the move to its name, had begun by then may be published all the same, and the future completes
   * with its result.
   *
   * @return completes with the result or an {@link UploadException}
   * @throws IllegalStateException if this was closed before
   */
  public CompletableFuture<UploadResult> uploadAsync(UploadRequest request) {
    return uploads.submit(request);
  }

  /**
   * Ranks the hosts that mount the request's datastore, as an upload of it begun now would: by its
   * policy, for its size. Nothing is sent, and nothing remembered.
   *
   * @throws UploadException if the datastore cannot be found or read
   */
  public Selection rank(UploadRequest request) throws UploadException {
    return pipeline.rank(
        request.target().datastore(),
        request.datacenter(),
        OptionalLong.of(request.source().size()),
        request.policy());
  }

  /**
   * Ranks the hosts that mount a datastore where there is no file yet, as an upload begun now
   * would.
   *
   * @param datastore the datastore's name
   * @param datacenter the datacenter's name or inventory path, where several have a datastore of
   *     that name
   * @param size the file's bytes, if there is a file already
   * @throws UploadException if the datastore cannot be found or read
   */
  public Selection rank(String datastore, Optional<String> datacenter, OptionalLong size)
      throws UploadException {
    return pipeline.rank(datastore, datacenter, size, Optional.empty());
  }

  /** Returns the files of this vSphere's datastores: to list, fetch, copy, move and delete. */
  public DatastoreFiles files() {
    return files;
  }

  /**
   * Breaks off the uploads and downloads under way, waits until they have cleaned up (even if
   * interrupted, but for 40 seconds at most), and ends the threads. Transport and vSphere stay
   * open. Closing again does nothing.
   *
   * @throws IllegalStateException if a listener or a policy calls this on an upload's own thread
   */
  @Override
  public void close() {
    runner.close();
    threads.close();
  }
}
