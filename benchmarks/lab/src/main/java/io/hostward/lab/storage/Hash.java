package io.hostward.lab.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a stream. */
final class Hash {
  private final MessageDigest digest;

  Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds the remaining bytes without moving the buffer's position. */
  void update(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  /** The hash in lower-case hex; resets. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
