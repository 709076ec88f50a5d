package io.hostward.bulk.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A copy of a ledger in a folder of its own, which is deleted when it is closed. */
record LedgerCopy(Path folder, Path file) implements Closeable {
  /** The database, and the log of what was committed and is not in it yet. */
  private static final List<String> PARTS = List.of("", "-wal");

  static LedgerCopy of(Path ledger, InstantSource clock) throws IOException {
    Path folder = Files.createTempDirectory("hostward-ledger");
    LedgerCopy copy = new LedgerCopy(folder, folder.resolve("ledger"));
    try {
      if (Files.exists(ledger)) {
        copy.take(ledger, clock);
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      try (copy) {
        throw e;
      }
    }
  }

  // Nobody writes it meanwhile, so that the parts belong together.
  private void take(Path ledger, InstantSource clock) throws IOException {
    try (RunLock ignored = RunLock.take(ledger, clock.instant())) {
      for (String part : PARTS) {
        Path from = ledger.resolveSibling(ledger.getFileName() + part);
        if (Files.exists(from)) {
          Files.copy(from, folder.resolve(file.getFileName() + part));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path part : files) {
        Files.deleteIfExists(part);
      }
    }
    Files.deleteIfExists(folder);
  }
}
