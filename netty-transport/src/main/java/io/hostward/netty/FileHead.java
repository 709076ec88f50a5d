package io.hostward.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/**
 * What a server says about the file that it sends.
 *
 * @param length in bytes, or -1 if it does not say
 * @param chunked whether the end will be marked
 * @param plain whether the bytes are the file's own and not compressed
 */
record FileHead(long length, boolean chunked, boolean plain) {

  static FileHead of(HttpResponse head) {
    boolean chunked = HttpUtil.isTransferEncodingChunked(head);
    long length = chunked ? -1 : HttpUtil.getContentLength(head, -1L);
    String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    boolean plain = encoding == null || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding);
    return new FileHead(length, chunked, plain);
  }

  /** Returns true if the end of the file can be told from a broken connection. */
  boolean isUsable() {
    return plain && (chunked || length >= 0);
  }

  boolean isWhole(long received) {
    return chunked || received == length;
  }
}
