package io.hostward.bulk.ledger;

import io.hostward.bulk.source.ManifestWriter;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Writes what a run has not delivered as a manifest of its own. */
final class Failures {
  private static final String UNFINISHED =
      "from delivery where run = ? and state in ('failed', 'open', 'begun', 'sent')";

  private Failures() {}

  static long write(Database open, long run, Path file) throws SQLException, IOException {
    long count =
        open.query("select count(*) " + UNFINISHED).first(row -> row.getLong(1), run).orElseThrow();
    if (count > 0 || Files.exists(file)) {
      try (ManifestWriter manifest = ManifestWriter.of(file)) {
        open.query("select source, datastore, path, problem " + UNFINISHED + " order by id")
            .each(
                row ->
                    manifest.row(
                        row.getString(1),
                        new DatastorePath(row.getString(2), row.getString(3)),
                        row.getString(4)),
                run);
        manifest.finish();
      }
    }
    return count;
  }
}
