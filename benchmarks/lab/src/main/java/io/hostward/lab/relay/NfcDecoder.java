package io.hostward.lab.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/** Server side: an {@link NfcRequest}, then slices of frames without copying, then {@link #END}. */
final class NfcDecoder extends ByteToMessageDecoder {
  /** The client has sent the whole file. */
  static final Object END = new Object();

  private static final int LONGEST_HEAD = 64 * 1024;

  private boolean headRead;
  private int leftInFrame;

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!headRead) {
      readHead(in, out);
    } else if (leftInFrame > 0) {
      int n = Math.min(leftInFrame, in.readableBytes());
      leftInFrame -= n;
      out.add(in.readRetainedSlice(n));
    } else if (in.readableBytes() >= Integer.BYTES) {
      leftInFrame = in.readInt();
      if (leftInFrame == 0) {
        out.add(END);
      }
    }
  }

  private void readHead(ByteBuf in, List<Object> out) {
    if (in.readableBytes() < 2 * Integer.BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex() + Integer.BYTES);
    if (in.getInt(in.readerIndex()) != NfcRequest.MAGIC || length < 0 || length > LONGEST_HEAD) {
      throw new CorruptedFrameException("not a conversation of this lab's port 902");
    }
    if (in.readableBytes() >= 2 * Integer.BYTES + length) {
      in.skipBytes(2 * Integer.BYTES);
      out.add(NfcRequest.decode(in.readSlice(length)));
      headRead = true;
    }
  }
}
