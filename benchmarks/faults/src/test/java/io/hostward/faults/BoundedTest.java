package io.hostward.faults;

import static io.hostward.faults.LabUploads.TARGET;
import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static io.hostward.faults.LabUploads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.net.Secret;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.Credentials;
import io.hostward.vsphere.VimVSphere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing holds an upload for ever, and no account is locked out by many of them. */
@Execution(ExecutionMode.CONCURRENT)
class BoundedTest {
  private static final int SIZE = 500_000;

  /** Time for the cleanup, the cancelling of a task, and a slow machine. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(38);

  @ParameterizedTest
  @CsvSource({
    "SearchDatastore_Task, true",
    "SearchDatastore_Task, false",
    "MoveDatastoreFile_Task, true",
    "MoveDatastoreFile_Task, false"
  })
  void aTaskThatNeverEndsIsEndedByADeadline(String operation, boolean cancellable)
      throws Exception {
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.vcenter().once(new Fault.TaskStuck(operation, cancellable));
      Duration deadline = Duration.ofSeconds(3);

      long begun = System.nanoTime();
      UploadException failure =
          catchThrowableOfType(
              UploadException.class, () -> hostward.upload(request(bytes(SIZE)).within(deadline)));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline.plus(AFTERWARDS));
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure).hasMessageContaining("the deadline of 3 s has passed");
      boolean unknown = operation.startsWith("Move") && !cancellable;
      assertThat(failure.outcome().target())
          .isEqualTo(unknown ? TargetState.UNKNOWN : TargetState.UNCHANGED);
      assertThat(temporary(lab))
          .as("what may still be moved is not deleted")
          .hasSize(unknown ? 1 : 0);
      assertThat(failure.outcome().leftovers()).hasSize(unknown ? 1 : 0);
    }
  }

  @Tag(LabUploads.LONG)
  @Test
  void aCleanupThatNeverEndsIsEndedByItsTime() throws Exception {
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.hosts().forEach(host -> host.always(new Fault.StallAfter(SIZE / 2)));
      lab.vcenter().always(new Fault.TaskStuck("DeleteDatastoreFile_Task", false));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> hostward.upload(request(bytes(SIZE)).within(Duration.ofSeconds(5))));

      assertThat(failure.outcome().leftovers()).isNotEmpty();
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SearchDatastore_Task", "MoveDatastoreFile_Task"})
  void aTaskThatNeverEndsDoesNotHoldClose(String operation) throws Exception {
    closes(operation);
  }

  @Tag(LabUploads.LONG)
  @Test
  void aCleanupThatNeverEndsDoesNotHoldClose() throws Exception {
    closes("DeleteDatastoreFile_Task");
  }

  private static void closes(String operation) throws Exception {
    try (Lab lab = Lab.start();
        VimVSphere vsphere = LabUploads.vsphere(lab);
        OpenHostward hostward = OpenHostward.of(vsphere, HostPolicies.firstUsable())) {
      lab.vcenter().always(new Fault.TaskStuck(operation, false));
      CountDownLatch there = new CountDownLatch(1);
      Stage stage =
          operation.startsWith("Search")
              ? Stage.VERIFICATION
              : operation.startsWith("Move") ? Stage.PUBLICATION : Stage.CLEANUP;
      if (stage == Stage.CLEANUP) {
        lab.hosts().forEach(host -> host.always(new Fault.ResetAfter(SIZE / 2)));
      }
      CompletableFuture<UploadResult> upload =
          hostward.uploadAsync(
              request(bytes(SIZE))
                  .over(RoutePreference.DIRECT_ONLY)
                  .heardBy(
                      event -> {
                        if (event instanceof UploadEvent.StageBegun begun
                            && begun.stage() == stage) {
                          there.countDown();
                        }
                      }));
      assertThat(there.await(60, TimeUnit.SECONDS)).isTrue();

      long begun = System.nanoTime();
      hostward.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(50));
      assertThat(upload).isDone();
    }
  }

  @Test
  void aPasswordThatChangedUnderAnEndedSessionIsSentOnce() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("");
    try (Lab lab = Lab.start()) {
      password.set(lab.user().password());
      VimVSphere vsphere =
          LabUploads.builder(lab)
              .credentials(() -> new Credentials(lab.user().name(), Secret.of(password.get())))
              .build();
      try (OpenHostward hostward = OpenHostward.of(vsphere, HostPolicies.firstUsable())) {
        hostward.upload(request(bytes(10)));
        lab.vcenter().changePassword("another");
        lab.state().sessions().expireAll();

        List<CompletableFuture<UploadResult>> uploads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          uploads.add(hostward.uploadAsync(numbered(i)));
        }
        for (CompletableFuture<UploadResult> upload : uploads) {
          ExecutionException failure = catchThrowableOfType(ExecutionException.class, upload::get);
          assertThat(((UploadException) failure.getCause()).domain())
              .isEqualTo(FailureDomain.LOGIN);
        }
        assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);

        password.set("another");
        for (int i = 0; i < 5; i++) {
          hostward.upload(numbered(i));
        }
        assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
      }
    }
  }

  @Test
  void aFileThatIsLockedAsItIsMovedIsWaitedFor() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.vcenter().times(4, new Fault.TaskFault("MoveDatastoreFile_Task", "FileLocked"));

      assertThat(hostward.upload(request(content)).failed()).isEmpty();

      assertThat(lab.datastore("vmstore").sha256(TARGET.path())).isEqualTo(sha256(content));
      assertThat(temporary(lab)).isEmpty();
    }
  }

  /** A user without FileManagement was told to delete files that never were. */
  @Test
  void whatWasNeverCreatedIsNotNamedAsLeftOver() throws Exception {
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.hosts().forEach(host -> host.always(new Fault.EarlyStatus(401)));
      lab.vcenter().always(new Fault.SoapFault("DeleteDatastoreFile_Task", "NoPermission"));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> hostward.upload(request(bytes(SIZE)).over(RoutePreference.DIRECT_ONLY)));

      assertThat(failure.outcome().leftovers()).isEmpty();
      assertThat(failure).message().doesNotContain("please delete");
      assertThat(temporary(lab)).isEmpty();
    }
  }

  private static UploadRequest numbered(int number) {
    return request(bytes(1000)).to(DatastorePath.parse("[vmstore] many/" + number + ".iso"));
  }

  private static List<String> temporary(Lab lab) throws Exception {
    return lab.datastore("vmstore").files().stream().filter(f -> f.contains(".part")).toList();
  }
}
