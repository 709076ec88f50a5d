package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLException;

/**
 * Refuses a server that asks to negotiate TLS anew on a connection that stands, as TLS 1.2 allows.
 * Another identity could be shown then, and BoringSSL's engine under Netty never comes to an end
 * with it: the event loop, and whatever else it serves, would spin for ever.
 *
 * <p>It stands below TLS and looks at the five bytes before each record. Up to the end of a
 * handshake the server sends one handshake record after its change of ciphers, the encrypted
 * "finished"; any further one is such a request. In TLS 1.3 handshake records bear another number
 * once they are encrypted.
 */
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {
  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;

  /** How many of the next record's header were read. */
  private int headerRead;

  private int length;

  /** How many bytes of the record under way are to come. */
  private int left;

  private boolean ciphered;
  private boolean finished;
  private boolean refused;

  /** What the handlers above are told. */
  static final class Asked extends SSLException {
    private static final long serialVersionUID = 1L;

    Asked() {
      super("the server asked to renegotiate TLS");
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    if (refused) {
      ReferenceCountUtil.release(received);
    } else if (!(received instanceof ByteBuf bytes)) {
      context.fireChannelRead(received);
    } else {
      int before = untilRequest(bytes);
      refused = before >= 0;
      if (refused) {
        refuse(context, bytes, before);
      } else {
        context.fireChannelRead(bytes);
      }
    }
  }

  /** What came before the request may be an answer. */
  private static void refuse(ChannelHandlerContext context, ByteBuf bytes, int before) {
    ByteBuf earlier = bytes.readRetainedSlice(before);
    bytes.release();
    context.fireChannelRead(earlier);
    context.fireExceptionCaught(new Asked());
    var unused = context.close();
  }

  /** Returns how many bytes stand before a request, or -1 if there is none. */
  private int untilRequest(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      if (left > 0) {
        int step = Math.min(left, bytes.writerIndex() - at);
        left -= step;
        at += step;
        continue;
      }
      int value = bytes.getUnsignedByte(at);
      if (headerRead == 0 && isRequest(value)) {
        return at - bytes.readerIndex();
      }
      header(value);
      at++;
    }
    return -1;
  }

  private boolean isRequest(int type) {
    if (type == CHANGE_CIPHER_SPEC) {
      ciphered = true;
    } else if (type == HANDSHAKE && ciphered) {
      boolean another = finished;
      finished = true;
      return another;
    }
    return false;
  }

  /** A type, two bytes of a version, two of a length. */
  private void header(int value) {
    headerRead++;
    length = length << 8 & 0xffff | value;
    if (headerRead == HEADER) {
      headerRead = 0;
      left = length;
    }
  }
}
