package io.hostward.spark;

import io.hostward.inventory.DatastorePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids of a job's uploads: the first half says which job, the second which target. Temporary
 * files carry them in their names, so that a shard that is run again, by another executor, another
 * driver or in another number of shards, knows those of its own deliveries.
 */
final class UploadIds {
  private final long job;

  /** Ids of a job. */
  UploadIds(String job) {
    this.job = hash(job);
  }

  UUID of(DatastorePath target) {
    return new UUID(job, hash(target.toString()));
  }

  boolean isOfJob(UUID id) {
    return id.getMostSignificantBits() == job;
  }

  private static long hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
