package io.hostward.upload;

/** How an upload is verified before it is published. */
public enum VerificationMode {
  /** The size of the stored file is compared with what was sent. The default, and the least. */
  SIZE,
  /**
   * The stored file is read back through the route that wrote it and its SHA-256 compared, besides
   * its size.
   */
  SHA256
}
