package io.hostward.bulk.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A ledger's file, as somebody reads it who has another program. */
final class LedgerFile {
  private LedgerFile() {}

  /** Returns rows, their columns separated by blanks. */
  static List<String> rows(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          row.append(at == 1 ? "" : " ").append(rows.getString(at));
        }
        found.add(row.toString());
      }
      return found;
    }
  }
}
