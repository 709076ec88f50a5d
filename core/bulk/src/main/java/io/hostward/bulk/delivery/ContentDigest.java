package io.hostward.bulk.delivery;

import io.hostward.net.Printable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** Returns what computes one, fresh. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the digest of all that was put into this, which is fresh again then. */
  public static ContentDigest of(MessageDigest digest) {
    return new ContentDigest(HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return sha256;
  }
}
