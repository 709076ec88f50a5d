package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.memory.HostMemory;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CleanerTest {
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void betweenAttemptsNobodyWaits() throws Exception {
    UploadJob job = sweep(Kind.LOCKED, false);

    assertThat(pauses).isEmpty();
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  @Test
  void atTheEndALockIsWaitedForEverLongerButNotForEver() throws Exception {
    UploadJob job = sweep(Kind.LOCKED, true);

    assertThat(pauses).isSorted().hasSize(8);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  @Test
  void whatTimeWillNotMendIsNotWaitedFor() throws Exception {
    UploadJob job = sweep(Kind.PERMISSION, true);

    assertThat(pauses).isEmpty();
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  private UploadJob sweep(Kind refusal, boolean atLast) throws VSphereException {
    try (World world = World.of(1)) {
      world.vsphere.always(Call.DELETE, new Fault.Refused(refusal));
      UploadJob job =
          new UploadJob(
              World.request(),
              world.vsphere.datastore("vmstore", Optional.empty()),
              new Progress(UploadListener.NONE, InstantSource.system()),
              new Cancellation(),
              new Footprint(),
              new HostMark(new HostMemory(), InstantSource.system(), 1));
      job.footprint().addTemporary(DatastorePath.parse("[vmstore] .hostward-1.part"));
      Cleaner cleaner = new Cleaner(pauses::add);
      if (atLast) {
        cleaner.sweepAtLast(job);
      } else {
        cleaner.sweep(job);
      }
      return job;
    }
  }
}
