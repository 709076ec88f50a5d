package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Gap;
import java.sql.SQLException;
import java.util.Map;

/**
 * The new folders that are not to appear in this run, since something that belongs there is no
 * delivery. The next plan finds out anew: they are in no file.
 */
final class IncompleteFolders {
  static final String TABLE =
      "create temp table incomplete (folder integer primary key, why text not null)";

  private IncompleteFolders() {}

  /**
   * Writes down which new folders have gaps: those that one is in, and where that may be anywhere
   * below a folder, those too.
   */
  static void record(Database open, Map<Gap, String> gaps) throws SQLException {
    for (Map.Entry<Gap, String> entry : gaps.entrySet()) {
      Gap gap = entry.getKey();
      String folder = gap.folder();
      open.query(
              """
              insert or ignore into incomplete
              select id, ? from folder
              where datastore = ? and (
                substr(? || '/', 1, length(path) + 1) = path || '/'
                or (? and (? = '' or substr(path, 1, length(?) + 1) = ? || '/')))
              """)
          .update(entry.getValue(), gap.datastore(), folder, gap.below(), folder, folder, folder);
    }
  }
}
