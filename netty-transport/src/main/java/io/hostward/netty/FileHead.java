package io.hostward.netty;

import io.hostward.transfer.ServedFile;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says about the file, or the part of one, that it sends.
 *
 * @param length of what it sends in bytes, or -1 if it does not say
 * @param chunked whether the end will be marked
 * @param plain whether the bytes are the file's own and not compressed
 * @param range which part of the file it is, if the answer is 206 and names one
 * @param version what it marks the file's content with
 */
record FileHead(
    long length, boolean chunked, boolean plain, Optional<Range> range, Optional<String> version) {
  private static final int PARTIAL_CONTENT = 206;

  /** Of at most 18 digits each: larger files there are none. */
  private static final Pattern RANGE =
      Pattern.compile("(?i:bytes) +(\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /** The bytes of a file from one to another, both included. */
  record Range(long first, long last, long size) {
    @Override
    public String toString() {
      return "bytes " + first + " to " + last + " of " + size;
    }
  }

  static FileHead of(HttpResponse head) {
    HttpHeaders headers = head.headers();
    boolean chunked = HttpUtil.isTransferEncodingChunked(head);
    long length = chunked ? -1 : HttpUtil.getContentLength(head, -1L);
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
    boolean plain = encoding == null || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding);
    Optional<Range> range =
        head.status().code() == PARTIAL_CONTENT
            ? range(headers.get(HttpHeaderNames.CONTENT_RANGE, ""))
            : Optional.empty();
    Optional<String> version =
        Optional.ofNullable(headers.get(HttpHeaderNames.ETAG))
            .or(() -> Optional.ofNullable(headers.get(HttpHeaderNames.LAST_MODIFIED)));
    return new FileHead(length, chunked, plain, range, version);
  }

  private static Optional<Range> range(String written) {
    Matcher matcher = RANGE.matcher(written.strip());
    return matcher.matches()
        ? Optional.of(
            new Range(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** Returns true if the end of the file can be told from a broken connection. */
  boolean isUsable() {
    return plain && (chunked || length >= 0);
  }

  /** Returns true if it is all of the file from an offset on, and no less is announced. */
  boolean isRestFrom(long offset) {
    return range.isPresent()
        && range.get().first() == offset
        && range.get().last() == range.get().size() - 1
        && range.get().last() >= offset
        && (chunked || length == range.get().size() - offset);
  }

  boolean isWhole(long received) {
    return range.isPresent()
        ? received == range.get().size() - range.get().first()
        : chunked || received == length;
  }

  ServedFile served() {
    return range.isPresent()
        ? new ServedFile(range.get().first(), OptionalLong.of(range.get().size()), version)
        : new ServedFile(0, chunked ? OptionalLong.empty() : OptionalLong.of(length), version);
  }
}
