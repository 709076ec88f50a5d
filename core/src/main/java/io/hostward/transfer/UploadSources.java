package io.hostward.transfer;

import io.hostward.net.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The kinds of {@link UploadSource}. */
final class UploadSources {
  /** As long as a transport lets a server take no byte. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

  private UploadSources() {}

  static UploadSource file(Path file) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    if (attributes.isDirectory()) {
      throw new IOException(file + " is a folder; Hostward uploads files");
    }
    // Devices and pipes report no size of their own; sending "0 bytes" of one would look like
    // success.
    if (!attributes.isRegularFile()) {
      throw new IOException(file + " is no regular file; hand in its stream and length instead");
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + " may not be read by this user");
    }
    FileSource source = new FileSource(file, attributes);
    if (attributes.size() == 0) {
      // A file of /proc, say: it would be stored empty, and look like success.
      source.requireNothingBeyond();
    }
    return source;
  }

  // The JDK's own exception says nothing but the path.
  private static BasicFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  static UploadSource bytes(byte[] bytes) {
    return new BytesSource(bytes);
  }

  static UploadSource stream(InputStream stream, long length) {
    return stream(stream, length, LONGEST_LOOK);
  }

  static UploadSource stream(InputStream stream, long length, Duration longestLook) {
    return new OnceSource(
        Channels.newChannel(stream),
        requireLength(length),
        "a stream",
        Optional.of(new StreamEnd(stream, longestLook)));
  }

  static UploadSource channel(ReadableByteChannel channel, long length) {
    requireLength(length);
    if (channel instanceof SeekableByteChannel seekable) {
      return new SeekableSource(seekable, length, position(seekable));
    }
    return new OnceSource(channel, length, "a channel", Optional.empty());
  }

  private static long requireLength(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length is zero or more, was: " + length);
    }
    return length;
  }

  private static long position(SeekableByteChannel channel) {
    try {
      return channel.position();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the channel does not tell its position: " + e.getMessage(), e);
    }
  }

  private record FileSource(Path file, BasicFileAttributes attributes) implements UploadSource {
    @Override
    public long size() {
      return attributes.size();
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      try {
        return Files.newByteChannel(file);
      } catch (NoSuchFileException e) {
        throw new IOException(file + " was deleted before it could be uploaded", e);
      }
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public boolean canOpen() {
      return true;
    }

    @Override
    public void verifyUnchanged() throws IOException {
      BasicFileAttributes now;
      try {
        now = Files.readAttributes(file, BasicFileAttributes.class);
      } catch (NoSuchFileException e) {
        throw new IOException(file + " was deleted while it was uploaded", e);
      }
      // The key tells a file that was replaced by another of the same size and time.
      if (now.size() != size()
          || !now.lastModifiedTime().equals(attributes.lastModifiedTime())
          || !Objects.equals(now.fileKey(), attributes.fileKey())) {
        throw new IOException(
            file
                + " changed while it was uploaded ("
                + size()
                + " bytes before, "
                + now.size()
                + " now)");
      }
      requireNothingBeyond();
    }

    /** Some file systems report sizes that are not those of the bytes. */
    void requireNothingBeyond() throws IOException {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        channel.position(size());
        if (channel.read(ByteBuffer.allocate(1)) > 0) {
          throw new IOException(
              file
                  + " holds more than the "
                  + size()
                  + " bytes that its file system reports; hand in its stream and length instead");
        }
      }
    }

    @Override
    public String describe() {
      return file.toString();
    }
  }

  private static final class BytesSource implements UploadSource {
    private final byte[] bytes;

    BytesSource(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ReadableByteChannel open() {
      return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public boolean canOpen() {
      return true;
    }

    @Override
    public String describe() {
      return Printable.count(bytes.length, "byte") + " in memory";
    }
  }

  private record SeekableSource(SeekableByteChannel channel, long size, long start)
      implements UploadSource {
    @Override
    public ReadableByteChannel open() throws IOException {
      channel.position(start);
      return new KeptOpen(channel);
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public boolean canOpen() {
      return channel.isOpen();
    }

    @Override
    public String describe() {
      return "a seekable channel";
    }
  }

  private record KeptOpen(ReadableByteChannel channel) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() {}
  }
}
