package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.memory.HostMemory;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanerTest {
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void betweenAttemptsNobodyWaits() {
    UploadJob job = sweep(Kind.LOCKED, false);

    assertThat(pauses).isEmpty();
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  @Test
  void atTheEndALockIsWaitedForEverLongerButNotForEver() {
    UploadJob job = sweep(Kind.LOCKED, true);

    assertThat(pauses).isSorted().hasSize(8);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  @Test
  void whatTimeWillNotMendIsNotWaitedFor() {
    UploadJob job = sweep(Kind.PERMISSION, true);

    assertThat(pauses).isEmpty();
    assertThat(job.footprint().temporary()).hasSize(1);
  }

  private UploadJob sweep(Kind refusal, boolean atLast) {
    try (World world = World.of(1)) {
      world.vsphere.always(Call.DELETE, new Fault.Refused(refusal));
      UploadJob job =
          new UploadJob(
              World.request(),
              World.inventory(World.mounts(1)),
              new Progress(UploadListener.NONE, InstantSource.system()),
              new Cancellation(),
              new Footprint(),
              new HostMark(new HostMemory(), InstantSource.system(), 1));
      job.footprint().addTemporary(DatastorePath.parse("[vmstore] .hostward-1.part"));
      Cleaner cleaner = new Cleaner(world.vsphere, pauses::add);
      if (atLast) {
        cleaner.sweepAtLast(job);
      } else {
        cleaner.sweep(job);
      }
      return job;
    }
  }
}
