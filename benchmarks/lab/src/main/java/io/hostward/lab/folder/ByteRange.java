package io.hostward.lab.folder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a download asks for.
 *
 * @param status 200 for the whole file, 206 for a part, 416 for a part that is not there
 * @param first first byte
 * @param length number of bytes
 */
record ByteRange(int status, long first, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a {@code Range} header; what is no single range of bytes is ignored, as RFC 9110 has it.
   */
  static ByteRange of(@Nullable String header, long size) {
    Matcher m = header == null ? null : SINGLE.matcher(header.strip());
    if (m == null || !m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
      return new ByteRange(200, 0, size);
    }
    if (m.group(1).isEmpty()) {
      long length = Math.min(size, Long.parseLong(m.group(2)));
      return length == 0 ? unsatisfiable() : new ByteRange(206, size - length, length);
    }
    long first = Long.parseLong(m.group(1));
    long last = m.group(2).isEmpty() ? size - 1 : Long.parseLong(m.group(2));
    if (!m.group(2).isEmpty() && last < first) {
      return new ByteRange(200, 0, size);
    }
    return first >= size
        ? unsatisfiable()
        : new ByteRange(206, first, Math.min(last, size - 1) - first + 1);
  }

  private static ByteRange unsatisfiable() {
    return new ByteRange(416, 0, 0);
  }

  /** The {@code Content-Range} header. */
  String contentRange(long size) {
    return status == 416
        ? "bytes */" + size
        : "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
