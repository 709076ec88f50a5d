package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name under which an attempt stores its bytes. It carries the upload's id, so that what a
 * killed process left can be found again, and a part that is new for each attempt: a host that was
 * given up may still be writing to the last one. The extension is one that no server handles in a
 * special way.
 */
final class TemporaryName {
  private static final String BEGIN = ".hostward-";
  private static final String END = ".part";

  private TemporaryName() {}

  static DatastorePath beside(DatastorePath target, UUID upload) {
    String attempt = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return target.sibling(BEGIN + upload + "-" + attempt + END);
  }
}
