package io.hostward.faults;

import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.selector.HostPolicies;
import io.hostward.upload.VerificationMode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application may fill the common pool with tasks that block; Hostward must not need it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommonPoolTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void fill() throws Exception {
    int threads = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    CountDownLatch busy = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void release() {
    end.countDown();
  }

  @Test
  void uploadsNeedNoThreadOfTheCommonPool() throws Exception {
    byte[] content = bytes(1_000_000);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      hostward.upload(request(content).verifiedBy(VerificationMode.SHA256));

      assertThat(lab.datastore("vmstore").read("iso/disk.iso")).isEqualTo(content);
    }
  }

  @Test
  void deadlinesNeedNoThreadOfTheCommonPool() throws Exception {
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.host("ESX1").always(new Fault.StallAfter(1000));

      assertThatThrownBy(
              () -> hostward.upload(request(bytes(1_000_000)).within(Duration.ofMillis(500))))
          .hasMessageContaining("the deadline of 500 ms has passed");
    }
  }

  @Test
  void theDeadlineOfAQueuedUploadNeedsNoThreadOfTheCommonPool() throws Exception {
    try (Lab lab = Lab.start();
        OpenHostward hostward =
            OpenHostward.of(
                LabUploads.vsphere(lab),
                builder -> builder.policy(HostPolicies.firstUsable()).executor(task -> {}))) {
      assertThatThrownBy(
              () -> hostward.uploadAsync(request(bytes(1)).within(Duration.ofMillis(50))).get())
          .hasMessageContaining("the deadline of 50 ms has passed; nothing was begun");
    }
  }
}
