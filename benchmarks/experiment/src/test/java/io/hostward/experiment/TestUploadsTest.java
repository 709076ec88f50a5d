package io.hostward.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.experiment.trace.World;
import io.hostward.lab.fault.Fault;
import io.hostward.transfer.Route;
import io.hostward.upload.RoutePreference;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestUploadsTest {
  private static final GeneratedSource SOURCE = new GeneratedSource(1 << 20, 1);

  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(1, 2, World.Noise.NONE, Duration.ZERO, UnaryOperator.identity());
    world.lab.datastore("vmstore").write("mine.iso", new byte[] {1, 2, 3});
  }

  @AfterEach
  void nothingIsLeftAndNothingElseIsTouched() throws Exception {
    assertThat(world.files()).containsExactly("mine.iso");
    world.close();
  }

  private TestUploads uploads(Uploader uploader) {
    return new TestUploads(world.hostward, world.vsphere, world.place, "test-", uploader);
  }

  @Test
  void aFileIsRemovedAndItsEventsAreKept() throws Exception {
    TestUploads.Run run =
        uploads(Uploader.WAITING).run(SOURCE, r -> r.over(RoutePreference.DIRECT_ONLY));

    assertThat(run.problem()).isEmpty();
    assertThat(run.events().carrier()).containsInstanceOf(Route.Direct.class);
    List<UploadRecord.Point> points = run.events().points();
    assertThat(points.get(0).bytes()).isZero();
    assertThat(points.get(points.size() - 1).bytes()).isEqualTo(1 << 20);
    assertThat(run.events().receipt().orElseThrow().bytes()).isEqualTo(1 << 20);
  }

  @Test
  void aFileThatFailsHalfWayIsRemoved() throws Exception {
    world.lab.hosts().forEach(host -> host.once(new Fault.ResetAfter(100_000)));

    TestUploads.Run run =
        uploads(Uploader.WAITING).run(SOURCE, r -> r.over(RoutePreference.DIRECT_ONLY));

    assertThat(run.problem()).isPresent();
    assertThat(run.events().failed()).isNotEmpty();
  }

  @Test
  void aFileIsRemovedWhateverIsThrownAfterIt() {
    assertThatThrownBy(
            () ->
                uploads(
                        (hostward, request) -> {
                          hostward.upload(request);
                          throw new StackOverflowError("later");
                        })
                    .run(SOURCE, UnaryOperator.identity()))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void anInterruptDoesNotEndTheRemoval() {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () ->
                uploads(
                        (hostward, request) -> {
                          hostward.upload(request);
                          Thread.currentThread().interrupt();
                          throw new InterruptedException("Ctrl-C");
                        })
                    .run(SOURCE, UnaryOperator.identity()));
    assertThat(Thread.interrupted()).isTrue();
  }
}
