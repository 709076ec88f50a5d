package io.hostward.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.net.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UploadSourcesTest {
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  @Nested
  class OfAFile {
    @TempDir Path folder;
    Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
      file = Files.writeString(folder.resolve("disk.iso"), "0123456789");
      Files.setLastModifiedTime(file, THEN);
    }

    @Test
    void opensAgainAndAgain() throws Exception {
      UploadSource source = UploadSource.of(file);
      assertThat(source.size()).isEqualTo(10);
      assertThat(source.isRepeatable()).isTrue();
      assertThat(content(source)).isEqualTo("0123456789");
      assertThat(source.canOpen()).isTrue();
      assertThat(content(source)).isEqualTo("0123456789");
      source.verifyUnchanged();
    }

    /** As those of /proc do; the channel of a file that grew is the same to us. */
    @Test
    void thatHoldsMoreThanItReportsIsRefused() throws Exception {
      UploadSource source = UploadSource.of(file);
      Files.writeString(file, "0123456789a");
      Files.setLastModifiedTime(file, THEN);
      assertThatIOException()
          .isThrownBy(source::verifyUnchanged)
          .withMessageContaining("changed while it was uploaded (10 bytes before, 11 now)");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofProcIsRefused() {
      Path proc = Path.of("/proc/version");
      assertThatIOException()
          .isThrownBy(() -> UploadSource.of(proc))
          .withMessage(
              "/proc/version holds more than the 0 bytes that its file system reports; hand in its"
                  + " stream and length instead");
    }

    @Test
    void mayBeEmpty() throws Exception {
      UploadSource source = UploadSource.of(Files.createFile(folder.resolve("empty")));
      assertThat(source.size()).isZero();
      assertThat(content(source)).isEmpty();
      source.verifyUnchanged();
    }

    @Test
    void noticesGrowth() throws Exception {
      UploadSource source = UploadSource.of(file);
      Files.writeString(file, "more", StandardOpenOption.APPEND);
      assertThatIOException()
          .isThrownBy(source::verifyUnchanged)
          .withMessage(file + " changed while it was uploaded (10 bytes before, 14 now)");
    }

    @Test
    void noticesOtherBytesOfTheSameSize() throws Exception {
      UploadSource source = UploadSource.of(file);
      Files.writeString(file, "9876543210");
      Files.setLastModifiedTime(file, FileTime.from(THEN.toInstant().plusSeconds(1)));
      assertThatIOException().isThrownBy(source::verifyUnchanged).withMessageContaining("changed");
    }

    @Test
    void noticesAnotherFileInItsPlace() throws Exception {
      UploadSource source = UploadSource.of(file);
      Path other = Files.writeString(folder.resolve("other"), "9876543210");
      Files.setLastModifiedTime(other, THEN);
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      assertThatIOException().isThrownBy(source::verifyUnchanged).withMessageContaining("changed");
    }

    @Test
    void noticesDeletion() throws Exception {
      UploadSource source = UploadSource.of(file);
      Files.delete(file);
      assertThatIOException()
          .isThrownBy(source::verifyUnchanged)
          .withMessage(file + " was deleted while it was uploaded");
      assertThatIOException()
          .isThrownBy(source::open)
          .withMessage(file + " was deleted before it could be uploaded");
    }

    @Test
    void refusesAFolderAndAMissingFile() {
      assertThatIOException()
          .isThrownBy(() -> UploadSource.of(folder))
          .withMessage(folder + " is a folder; Hostward uploads files");
      Path absent = folder.resolve("absent");
      assertThatIOException()
          .isThrownBy(() -> UploadSource.of(absent))
          .withMessage("there is no file " + absent);
    }
  }

  @Property
  void bytesOpenAgainAndAgain(@ForAll byte[] bytes) throws Exception {
    UploadSource source = UploadSource.of(bytes);
    assertThat(source.size()).isEqualTo(bytes.length);
    assertThat(source.isRepeatable()).isTrue();
    assertThat(bytes(source)).isEqualTo(bytes);
    assertThat(bytes(source)).isEqualTo(bytes);
    assertThat(source.describe()).isEqualTo(Printable.count(bytes.length, "byte") + " in memory");
    source.verifyUnchanged();
  }

  @Nested
  class OfAStream {
    private final AtomicInteger closed = new AtomicInteger();

    private InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }

    @Test
    void isSentOnceAndClosed() throws Exception {
      UploadSource source = UploadSource.of(stream("hello"), 5);
      assertThat(source.size()).isEqualTo(5);
      assertThat(source.isRepeatable()).isFalse();
      assertThat(source.canOpen()).isTrue();
      assertThat(content(source)).isEqualTo("hello");
      assertThat(closed).hasValue(1);
      assertThat(source.canOpen()).isFalse();
      assertThatIOException()
          .isThrownBy(source::open)
          .withMessage("a stream of 5 bytes was read already and cannot be sent again");
    }

    @Test
    void survivesAnAttemptThatReadNothing() throws Exception {
      UploadSource source = UploadSource.of(stream("hello"), 5);
      source.open().close();
      assertThat(closed).hasValue(0);
      assertThat(source.canOpen()).isTrue();
      assertThat(content(source)).isEqualTo("hello");
    }

    @Test
    void holdsNoMoreThanWasStated() throws Exception {
      UploadSource right = UploadSource.of(stream("hello"), 5);
      read(right);
      right.verifyUnchanged();

      UploadSource longer = UploadSource.of(stream("hello!"), 5);
      read(longer);
      assertThatIOException()
          .isThrownBy(longer::verifyUnchanged)
          .withMessage("the stream holds more than the 5 bytes that were stated as its length");
      assertThatIOException().isThrownBy(() -> UploadSource.of(stream("x"), 0).verifyUnchanged());
    }

    /** {@code available} tells nothing of what has not come yet. */
    @Test
    void isSeenToHoldMoreThoughItComesLate() throws Exception {
      try (PipedOutputStream writer = new PipedOutputStream();
          PipedInputStream reader = new PipedInputStream(writer)) {
        writer.write("hello".getBytes(StandardCharsets.UTF_8));
        UploadSource source = UploadSource.of(reader, 5);
        read(source);
        CompletableFuture<@Nullable Void> look = look(source);
        assertThat(look).isNotDone();
        writer.write('!');
        writer.flush();
        assertThat(look)
            .failsWithin(Duration.ofSeconds(10))
            .withThrowableOfType(ExecutionException.class)
            .havingRootCause()
            .withMessage("the stream holds more than the 5 bytes that were stated as its length");
      }
    }

    @Test
    void isWaitedForUntilItEnds() throws Exception {
      try (PipedOutputStream writer = new PipedOutputStream();
          PipedInputStream reader = new PipedInputStream(writer)) {
        UploadSource source = UploadSource.of(reader, 0);
        CompletableFuture<@Nullable Void> look = look(source);
        assertThat(look).isNotDone();
        writer.close();
        assertThat(look).succeedsWithin(Duration.ofSeconds(10));
        source.verifyUnchanged();
      }
    }

    @Test
    void isNotWaitedForWithoutABound() throws Exception {
      try (PipedOutputStream writer = new PipedOutputStream();
          PipedInputStream reader = new PipedInputStream(writer)) {
        UploadSource source = UploadSources.stream(reader, 0, Duration.ofMillis(1));
        assertThatIOException()
            .isThrownBy(source::verifyUnchanged)
            .withMessageStartingWith("it gave all that was stated, and in 0 s neither a byte")
            .withMessageEndingWith("or hand in a channel, which is cut at its size");
      }
    }

    /** As a transport does that is cancelled. */
    @Test
    void isNotWaitedForOnceItIsClosed() throws Exception {
      try (PipedOutputStream writer = new PipedOutputStream();
          PipedInputStream reader = new PipedInputStream(writer)) {
        writer.write('x');
        UploadSource source = UploadSource.of(reader, 1);
        ReadableByteChannel channel = source.open();
        channel.read(ByteBuffer.allocate(1));
        CompletableFuture<@Nullable Void> look = look(source);
        channel.close();
        assertThat(look)
            .failsWithin(Duration.ofSeconds(10))
            .withThrowableOfType(ExecutionException.class)
            .havingCause()
            .withMessage("it was closed before its end was seen");
      }
    }

    /** As one that is unpacked does if its checksum is wrong. */
    @Test
    void thatBreaksInPlaceOfEndingFails() throws Exception {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new ZipException("Corrupt GZIP trailer");
            }
          };
      assertThatIOException()
          .isThrownBy(() -> UploadSource.of(broken, 0).verifyUnchanged())
          .withMessage("Corrupt GZIP trailer");
    }

    private CompletableFuture<@Nullable Void> look(UploadSource source) {
      CompletableFuture<@Nullable Void> look = new CompletableFuture<>();
      new Thread(
              () -> {
                try {
                  source.verifyUnchanged();
                  look.complete(null);
                } catch (IOException | RuntimeException e) {
                  look.completeExceptionally(e);
                }
              })
          .start();
      return look;
    }

    @Test
    void hasALength() {
      assertThat(UploadSource.of(stream(""), 0).size()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UploadSource.of(stream(""), -1))
          .withMessage("a length is zero or more, was: -1");
    }
  }

  @Nested
  class OfAChannel {
    @TempDir Path folder;

    @Test
    void isRewoundToWhereItStood() throws Exception {
      Path file = Files.writeString(folder.resolve("disk.iso"), "0123456789");
      try (FileChannel channel = FileChannel.open(file)) {
        channel.position(3);
        UploadSource source = UploadSource.of(channel, 7);
        assertThat(source.isRepeatable()).isTrue();
        assertThat(content(source)).isEqualTo("3456789");
        assertThat(channel.isOpen()).as("the caller's channel").isTrue();
        assertThat(source.canOpen()).isTrue();
        assertThat(content(source)).isEqualTo("3456789");

        channel.close();
        assertThat(source.canOpen()).isFalse();
        assertThatIOException().isThrownBy(source::open);
      }
    }

    @Test
    void isSentOnceIfItCannotBeRewound() throws Exception {
      try (ReadableByteChannel channel =
          Channels.newChannel(new ByteArrayInputStream(new byte[] {'a', 'b'}))) {
        UploadSource source = UploadSource.of(channel, 2);
        assertThat(source.isRepeatable()).isFalse();
        assertThat(content(source)).isEqualTo("ab");
        assertThat(channel.isOpen()).as("the caller's channel").isTrue();
        assertThat(source.canOpen()).isFalse();
        assertThatIOException()
            .isThrownBy(source::open)
            .withMessage("a channel of 2 bytes was read already and cannot be sent again");
      }
    }

    @Test
    void hasALength() throws Exception {
      try (FileChannel channel = FileChannel.open(Files.createFile(folder.resolve("empty")))) {
        assertThat(content(UploadSource.of(channel, 0))).isEmpty();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> UploadSource.of(channel, -1))
            .withMessage("a length is zero or more, was: -1");
      }
    }
  }

  private static String content(UploadSource source) throws IOException {
    return new String(bytes(source), StandardCharsets.UTF_8);
  }

  /** Reads until the end or until the size is reached, as a transport does, and closes. */
  private static byte[] bytes(UploadSource source) throws IOException {
    try (ReadableByteChannel channel = source.open()) {
      return bytes(channel, source.size());
    }
  }

  /** The same without closing: a transport asks for the end first. */
  private static void read(UploadSource source) throws IOException {
    assertThat(bytes(source.open(), source.size())).hasSize((int) source.size());
  }

  private static byte[] bytes(ReadableByteChannel channel, long size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) size);
    assertThat(channel.isOpen()).isTrue();
    while (buffer.hasRemaining()) {
      assertThat(channel.read(buffer)).isPositive();
    }
    return buffer.array();
  }
}
