package io.hostward.peers;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as {@code 64KiB}. */
final class ByteCount implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new TypeConversionException("a size is written 64KiB, 1MiB or 10GiB, was: " + text);
    }
    int shift = 10 * "BKMG".indexOf(size.group(2).charAt(0));
    return Long.parseLong(size.group(1)) << shift;
  }

  /** Writes a size in the largest unit that needs no fraction. */
  static String text(long bytes) {
    int unit = 0;
    long count = bytes;
    while (unit < 3 && count > 0 && count % 1024 == 0) {
      count /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, "%,d %s", count, new String[] {"B", "KiB", "MiB", "GiB"}[unit]);
  }
}
