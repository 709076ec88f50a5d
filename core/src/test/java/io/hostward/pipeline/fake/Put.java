package io.hostward.pipeline.fake;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** One file on its way, piece by piece. */
final class Put {
  static final int PIECE = 4;

  private final FakeStore store;
  final DatastorePath file;
  final UploadSource source;
  private final LongConsumer progress;
  boolean corrupts;

  Put(FakeStore store, DatastorePath file, UploadSource source, LongConsumer progress) {
    this.store = store;
    this.file = file;
    this.source = source;
    this.progress = progress;
  }

  void swallow(ReadableByteChannel body, long count) throws IOException {
    for (long sent = 0; sent < Math.min(count, source.size()); ) {
      sent += piece(body, count - sent).length;
    }
  }

  void store(ReadableByteChannel body, long count, int kept) throws IOException {
    long sent = 0;
    while (sent < Math.min(count, source.size())) {
      byte[] piece = piece(body, count - sent);
      int stored = (int) Math.max(0, Math.min(piece.length, kept - sent));
      if (corrupts) {
        piece[0] ^= 1;
      }
      store.append(file, Arrays.copyOf(piece, stored));
      sent += piece.length;
      progress.accept(sent);
    }
  }

  private static byte[] piece(ReadableByteChannel body, long most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, most));
    if (body.read(buffer) < 0) {
      throw new TransferException(Phase.SOURCE, "the source is short", 0, null);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
