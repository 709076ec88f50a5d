package io.hostward.bulk.delivery;

import io.hostward.net.Printable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a file's content.
 *
 * @param sha256 64 hexadecimal digits; upper case is taken, lower case kept
 */
public record ContentDigest(String sha256) {
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not 64 hexadecimal ones
   */
  public ContentDigest {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!WRITTEN.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "a SHA-256 is written as 64 hexadecimal digits, was: '" + Printable.of(sha256) + "'");
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
