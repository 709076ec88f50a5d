package io.hostward.cli.files;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Standard output for bytes, which says when its reader has gone: a print stream itself does not.
 */
final class StandardOutput implements WritableByteChannel {
  private static final int PIECE = 64 << 10;

  private final PrintStream out;

  StandardOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    byte[] piece = new byte[Math.min(PIECE, bytes.remaining())];
    bytes.get(piece);
    out.write(piece, 0, piece.length);
    if (out.checkError()) {
      throw new IOException(
          "standard output takes no more: its reader has gone, or the disk is full");
    }
    return piece.length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
