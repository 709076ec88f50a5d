package io.hostward.transfer;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding for {@code /folder} URLs.
 *
 * <p>Everything outside of RFC 3986's unreserved set is encoded, as UTF-8. That is more than the
 * RFC demands, because some servers decode a literal {@code +} as a space and treat {@code &},
 * {@code ;} and brackets in their own ways; a name that is encoded whole has one reading.
 */
final class PercentEncoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(unit)) {
        encoded.append((char) unit);
      } else {
        encoded.append('%').append(HEX[(unit >> 4) & 0xf]).append(HEX[unit & 0xf]);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || unit == '-'
        || unit == '.'
        || unit == '_'
        || unit == '~';
  }
}
