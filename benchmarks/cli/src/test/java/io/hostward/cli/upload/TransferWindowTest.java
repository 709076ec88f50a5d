package io.hostward.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.TransferWindow;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.VimVSphere;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransferWindowTest implements TransferWindow.Ends<FileUpload, UploadResult> {
  private static Lab lab;
  private static NettyTransport transport;
  private static VimVSphere vsphere;
  private static Hostward hostward;

  private final Interruption interruption = new Interruption();
  private final List<Integer> uploaded = new ArrayList<>();
  private final List<CommandFailure> failed = new ArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @BeforeAll
  static void connect() throws Exception {
    lab = Lab.start();
    transport = NettyTransport.create();
    vsphere =
        VimVSphere.builder(lab.url())
            .transport(transport)
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
            .build();
    hostward =
        Hostward.builder()
            .vsphere(vsphere)
            .transport(transport)
            .policy(HostPolicies.firstUsable())
            .build();
  }

  @AfterAll
  static void close() {
    hostward.close();
    vsphere.close();
    transport.close();
    lab.close();
  }

  private TransferWindow<FileUpload, UploadResult> window() {
    return new TransferWindow<>(interruption, 3, file -> hostward.uploadAsync(file.request()));
  }

  @Test
  void soManyAreUnderWayAtOnceAndNoMore() {
    // Each waits in the middle until three are there: with fewer at once, they would wait in vain.
    CyclicBarrier three = new CyclicBarrier(3);
    List<FileUpload> uploads =
        uploads(
            9,
            event -> {
              if (event instanceof UploadEvent.RouteBegun) {
                await(three);
              }
            });

    int begun = window().run(uploads.iterator(), this);

    assertThat(begun).isEqualTo(9);
    assertThat(failed).isEmpty();
    assertThat(uploaded).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(most).hasValue(3);
  }

  @Test
  void anInterruptionBreaksOffAllThatAreUnderWayAndTellsOfEach() {
    CyclicBarrier three = new CyclicBarrier(3, interruption::interrupt);
    List<FileUpload> uploads =
        uploads(
            9,
            event -> {
              if (event instanceof UploadEvent.RouteBegun) {
                await(three);
              }
            });

    int begun = window().run(uploads.iterator(), this);

    assertThat(begun).isEqualTo(3);
    assertThat(uploaded).isEmpty();
    assertThat(failed)
        .hasSize(3)
        .allSatisfy(
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
              assertThat(failure).hasMessage("interrupted; the target is as it was");
            });
    assertThat(underWay).hasValue(0);
  }

  @Test
  void nothingBeginsAfterAnInterruption() {
    interruption.interrupt();

    assertThat(window().run(uploads(2, event -> {}).iterator(), this)).isZero();
    assertThat(uploaded).isEmpty();
    assertThat(failed).isEmpty();
  }

  private List<FileUpload> uploads(int count, UploadListener listener) {
    return IntStream.range(0, count)
        .mapToObj(
            index ->
                new FileUpload(
                    index,
                    "file-" + index,
                    UploadRequest.of(
                            UploadSource.of(new byte[10]),
                            DatastorePath.parse("[vmstore] file-" + index))
                        .over(RoutePreference.RELAY_ONLY)
                        .heardBy(
                            event -> {
                              count(event);
                              listener.heard(event);
                            })))
        .toList();
  }

  private void count(UploadEvent event) {
    if (event instanceof UploadEvent.Begun) {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    } else if (event instanceof UploadEvent.Ended) {
      underWay.decrementAndGet();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // What breaks an upload off wakes it.
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void done(FileUpload upload, UploadResult result) {
    uploaded.add(upload.index());
  }

  @Override
  public void failed(FileUpload upload, CommandFailure failure) {
    failed.add(failure);
  }
}
