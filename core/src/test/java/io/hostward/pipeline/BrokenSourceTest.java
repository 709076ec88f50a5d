package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostMemory;
import io.hostward.memory.HostUse;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source is the application's code: what it throws is no host's failure, and none of ours. */
class BrokenSourceTest {
  enum Question {
    SIZE,
    OPEN,
    CAN_OPEN,
    DESCRIBE,
    NONE
  }

  /** Answers one question by an exception, or its size the first time only. */
  private static final class Source implements UploadSource {
    private final UploadSource bytes = UploadSource.of(World.NEW);
    private final Question broken;
    private int sizes;

    Source(Question broken) {
      this.broken = broken;
    }

    private void breakAt(Question question) {
      if (broken == question) {
        throw new IllegalStateException("the source was closed");
      }
    }

    @Override
    public long size() {
      breakAt(Question.SIZE);
      if (sizes++ > 0) {
        throw new IllegalStateException("its size was taken before");
      }
      return bytes.size();
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      breakAt(Question.OPEN);
      return bytes.open();
    }

    @Override
    public boolean canOpen() {
      breakAt(Question.CAN_OPEN);
      return true;
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public String describe() {
      breakAt(Question.DESCRIBE);
      return "a source";
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void itsExceptionEndsTheUploadAndBlamesNoHost(Question question) {
    HostMemory memory = new HostMemory();
    try (World world = World.of(3, settings -> settings.memory(memory))) {
      world.store.put(World.TARGET, World.OLD);

      UploadException failure = failure(world, new Source(question));

      assertThat(failure.domain()).isEqualTo(FailureDomain.SOURCE);
      assertThat(failure)
          .hasMessageStartingWith("[vmstore] disk.iso was not uploaded")
          .hasMessageContaining("the source failed: ")
          .hasMessageContaining("the source was closed")
          .hasMessageEndingWith("The target is as it was before.");
      assertThat(world.transport.transfers()).hasSizeLessThanOrEqualTo(1);
      assertThat(
              memory
                  .uses(world.time.instant())
                  .getOrDefault(new HostId("host-esx1"), HostUse.NONE)
                  .failure())
          .isEmpty();
    }
  }

  @Test
  void itsSizeIsTakenOnce() throws IOException {
    try (World world = World.of(1)) {
      assertThat(
              world
                  .hostward
                  .upload(UploadRequest.of(new Source(Question.NONE), World.TARGET))
                  .bytes())
          .isEqualTo(World.NEW.length);
    }
  }

  @Test
  void aStreamThatIsShortIsNotToldToBeSentAgain() {
    UploadSource brief = UploadSource.of(new ByteArrayInputStream(new byte[8]), 29);
    try (World world = World.of(3)) {
      UploadException failure = failure(world, brief);

      assertThat(failure.domain()).isEqualTo(FailureDomain.SOURCE);
      assertThat(failure)
          .hasMessageStartingWith("[vmstore] disk.iso was not uploaded. Tried:")
          .message()
          .doesNotContain("cannot be sent again");
    }
  }

  /** A deadline ends the wait for a stream's end, as it ends any other. */
  @Test
  void anEmptyStreamIsWaitedForNoLongerThanTheUploadMayTake() throws IOException {
    try (World world = World.of(1);
        PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream endless = new PipedInputStream(writer)) {
      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () ->
                  world.hostward.upload(
                      UploadRequest.of(UploadSource.of(endless, 0), World.TARGET)
                          .within(Duration.ofMillis(200))));
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  private static UploadException failure(World world, UploadSource source) {
    return catchThrowableOfType(
        UploadException.class, () -> world.hostward.upload(UploadRequest.of(source, World.TARGET)));
  }
}
