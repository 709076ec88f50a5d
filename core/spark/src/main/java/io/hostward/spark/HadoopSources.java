package io.hostward.spark;

import io.hostward.bulk.source.Sources;
import io.hostward.transfer.UploadSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of whatever file systems Hadoop knows: {@code file:}, {@code hdfs:}, {@code s3a:}. They are
 * streamed, and opened again for another attempt; nothing is kept on this machine.
 */
final class HadoopSources implements Sources {
  private final Configuration hadoop;

  HadoopSources(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public Found look(String location) throws IOException {
    FileStatus status = status(location);
    return new Found(status.getLen(), Instant.ofEpochMilli(status.getModificationTime()));
  }

  @Override
  public UploadSource open(String location) throws IOException {
    return new HadoopSource(location, status(location));
  }

  private FileStatus status(String location) throws IOException {
    Path path = new Path(location);
    try {
      FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
      if (!status.isFile()) {
        throw new IOException(location + " is no file");
      }
      return status;
    } catch (FileNotFoundException e) {
      throw new IOException("there is no file " + location, e);
    }
  }

  private final class HadoopSource implements UploadSource {
    private final String location;
    private final FileStatus status;

    HadoopSource(String location, FileStatus status) {
      this.location = location;
      this.status = status;
    }

    @Override
    public long size() {
      return status.getLen();
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      FileSystem files = status.getPath().getFileSystem(hadoop);
      return new StreamChannel(files.open(status.getPath()));
    }

    @Override
    public boolean canOpen() {
      return true;
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public void verifyUnchanged() throws IOException {
      FileStatus now = status(location);
      if (now.getLen() != status.getLen()
          || now.getModificationTime() != status.getModificationTime()) {
        throw new IOException(
            location
                + " changed while it was uploaded ("
                + status.getLen()
                + " bytes before, "
                + now.getLen()
                + " now)");
      }
    }

    @Override
    public String describe() {
      return location;
    }
  }

  /** A stream as a channel, read in pieces as large as asked for; the JDK's reads 8 KiB. */
  private static final class StreamChannel implements ReadableByteChannel {
    private static final int PIECE = 256 * 1024;

    private final InputStream in;
    private byte[] piece = new byte[0];
    private volatile boolean open = true;

    StreamChannel(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int most = Math.min(PIECE, target.remaining());
      if (target.hasArray()) {
        int read = in.read(target.array(), target.arrayOffset() + target.position(), most);
        target.position(target.position() + Math.max(0, read));
        return read;
      }
      if (piece.length < most) {
        piece = new byte[most];
      }
      int read = in.read(piece, 0, most);
      target.put(piece, 0, Math.max(0, read));
      return read;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      open = false;
      in.close();
    }
  }
}
