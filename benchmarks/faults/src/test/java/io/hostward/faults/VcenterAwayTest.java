package io.hostward.faults;

import static io.hostward.faults.LabUploads.TARGET;
import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static io.hostward.faults.LabUploads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostId;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.memory.HostMemory;
import io.hostward.memory.HostUse;
import io.hostward.selector.HostPolicies;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A vCenter that is away for a while, its port closed and its connections reset, costs that while
 * and nothing else: no file is sent twice, no host is blamed, nothing is left.
 */
@Execution(ExecutionMode.CONCURRENT)
class VcenterAwayTest {
  private static final int SIZE = 3_000_000;

  @ParameterizedTest
  @CsvSource({
    "INVENTORY, 2",
    "TICKET, 2",
    "TICKET, 5",
    "TRANSFER, 2",
    "TRANSFER, 5",
    "VERIFICATION, 2",
    "VERIFICATION, 5",
    "PUBLICATION, 2",
    "PUBLICATION, 5"
  })
  void isWaitedForAtEveryStage(Stage stage, int seconds) throws Exception {
    waitsFor(stage, seconds);
  }

  @Tag(LabUploads.LONG)
  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "TRANSFER", "VERIFICATION", "PUBLICATION"})
  void isWaitedForForLongAtEveryStage(Stage stage) throws Exception {
    waitsFor(stage, 20);
  }

  private static void waitsFor(Stage stage, int seconds) throws Exception {
    HostMemory memory = new HostMemory();
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        Outage outage = new Outage(lab, Duration.ofSeconds(seconds), begins(stage));
        OpenHostward hostward =
            OpenHostward.of(
                LabUploads.vsphere(lab),
                builder ->
                    builder.policy(HostPolicies.firstUsable()).memory(memory).listener(outage))) {
      UploadResult result = hostward.upload(request(content));

      assertThat(outage.happened()).isTrue();
      assertThat(result.failed()).isEmpty();
      assertThat(lab.datastore("vmstore").sha256(TARGET.path())).isEqualTo(sha256(content));
      assertThat(temporary(lab)).isZero();
      assertThat(memory.uses(Instant.now()).getOrDefault(new HostId("host-1"), HostUse.NONE))
          .satisfies(use -> assertThat(use.failure()).isEmpty());
      assertThat(sent(lab)).as("sent once").isLessThan(2L * SIZE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void isWaitedForInTheCleanup(int seconds) throws Exception {
    waitsForInTheCleanup(seconds);
  }

  @Tag(LabUploads.LONG)
  @Test
  void isWaitedForForLongInTheCleanup() throws Exception {
    waitsForInTheCleanup(20);
  }

  private static void waitsForInTheCleanup(int seconds) throws Exception {
    try (Lab lab = Lab.start();
        Outage outage = new Outage(lab, Duration.ofSeconds(seconds), begins(Stage.CLEANUP));
        OpenHostward hostward =
            OpenHostward.of(
                LabUploads.vsphere(lab),
                builder -> builder.policy(HostPolicies.firstUsable()).listener(outage))) {
      lab.hosts().forEach(host -> host.always(new Fault.ResetAfter(SIZE / 2)));
      outage.onlyAfter(lab.hosts().size());

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> hostward.upload(request(bytes(SIZE)).over(RoutePreference.DIRECT_ONLY)));

      assertThat(outage.happened()).isTrue();
      assertThat(failure.outcome().leftovers()).isEmpty();
      assertThat(temporary(lab)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void aRelayThatItBreaksOffIsSentOnceMore(int seconds) throws Exception {
    sendsARelayOnceMore(seconds);
  }

  @Tag(LabUploads.LONG)
  @Test
  void aRelayThatItBreaksOffForLongIsSentOnceMore() throws Exception {
    sendsARelayOnceMore(20);
  }

  private static void sendsARelayOnceMore(int seconds) throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        Outage outage =
            new Outage(
                lab, Duration.ofSeconds(seconds), event -> event instanceof UploadEvent.BytesSent);
        OpenHostward hostward =
            OpenHostward.of(
                LabUploads.vsphere(lab),
                builder -> builder.policy(HostPolicies.firstUsable()).listener(outage))) {
      UploadResult result = hostward.upload(request(content).over(RoutePreference.RELAY_ONLY));

      assertThat(outage.happened()).isTrue();
      assertThat(result.failed()).hasSizeLessThanOrEqualTo(1);
      assertThat(lab.datastore("vmstore").sha256(TARGET.path())).isEqualTo(sha256(content));
      assertThat(temporary(lab)).isZero();
    }
  }

  /** As a proxy in front of it answers while its services restart. */
  @Test
  void one503AfterTheBodyDoesNotSendTheFileAgain() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.vcenter().once(new Fault.SoapStatus("SearchDatastore_Task", 503));

      assertThat(hostward.upload(request(content)).failed()).isEmpty();

      assertThat(lab.datastore("vmstore").sha256(TARGET.path())).isEqualTo(sha256(content));
      assertThat(sent(lab)).isLessThan(2L * SIZE);
    }
  }

  @Test
  void aMoveWhoseAnswerIsLostIsLookedUp() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.vcenter().once(new Fault.SoapAnswerLost("MoveDatastoreFile_Task"));

      assertThat(hostward.upload(request(content)).failed()).isEmpty();

      assertThat(lab.datastore("vmstore").sha256(TARGET.path())).isEqualTo(sha256(content));
      assertThat(temporary(lab)).isZero();
    }
  }

  private static Predicate<UploadEvent> begins(Stage stage) {
    return event -> event instanceof UploadEvent.StageBegun begun && begun.stage() == stage;
  }

  private static long temporary(Lab lab) throws Exception {
    return lab.datastore("vmstore").files().stream().filter(f -> f.contains(".part")).count();
  }

  private static long sent(Lab lab) {
    return lab.hosts().stream().mapToLong(host -> host.traffic().httpsIn()).sum();
  }

  /** Takes vCenter away for a while, the first time that something happens. */
  private static final class Outage implements UploadListener, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean happened = new AtomicBoolean();
    private final Lab lab;
    private final Duration length;
    private final Predicate<UploadEvent> at;
    private volatile int failuresBefore;
    private int failures;

    Outage(Lab lab, Duration length, Predicate<UploadEvent> at) {
      this.lab = lab;
      this.length = length;
      this.at = at;
    }

    void onlyAfter(int routes) {
      failuresBefore = routes;
    }

    boolean happened() {
      return happened.get();
    }

    @Override
    public void heard(UploadEvent event) {
      if (event instanceof UploadEvent.RouteFailed) {
        failures++;
      }
      if (failures >= failuresBefore && at.test(event) && happened.compareAndSet(false, true)) {
        lab.vcenter().kill();
        var unused =
            timer.schedule(lab.vcenter()::revive, length.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
