package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.NameGlob;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which an attempt stores its bytes. It carries the upload's id, so that what a
 * killed process left can be found again, and a part that is new for each attempt: a host that was
 * given up may still be writing to the last one. The extension is one that no server handles in a
 * special way.
 */
final class TemporaryName {
  private static final String BEGIN = ".hostward-";
  private static final String END = ".part";
  private static final Pattern NAME =
      Pattern.compile(
          "\\.hostward-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "-[0-9a-f]{8}\\.part");

  private TemporaryName() {}

  static DatastorePath beside(DatastorePath target, UUID upload) {
    return target.sibling(of(upload));
  }

  static String of(UUID id) {
    String attempt = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return BEGIN + id + "-" + attempt + END;
  }

  /** What the names of all temporary files look like, and perhaps some others'. */
  static NameGlob all() {
    return NameGlob.parse(BEGIN + "*" + END);
  }

  /** Returns whose temporary file it is; nothing if a name is none of ours. */
  static Optional<UUID> idIn(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
  }
}
