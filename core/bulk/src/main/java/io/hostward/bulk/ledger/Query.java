package io.hostward.bulk.ledger;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A prepared statement: values in, rows out. */
final class Query implements AutoCloseable {
  private final PreparedStatement statement;

  Query(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs it and returns how many rows it changed. */
  int update(Object... values) throws SQLException {
    bind(values);
    return statement.executeUpdate();
  }

  <T> List<T> list(Row<T> reading, Object... values) throws SQLException {
    bind(values);
    List<T> list = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        list.add(reading.read(rows));
      }
    }
    return list;
  }

  /** Does something with a row. */
  @FunctionalInterface
  interface Each {
    void row(ResultSet row) throws SQLException, IOException;
  }

  /** Goes through the rows, one in memory at a time. */
  void each(Each action, Object... values) throws SQLException, IOException {
    bind(values);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        action.row(rows);
      }
    }
  }

  <T> Optional<T> first(Row<T> reading, Object... values) throws SQLException {
    bind(values);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reading.read(rows)) : Optional.empty();
    }
  }

  // An optional without a value is null.
  private void bind(Object... values) throws SQLException {
    for (int at = 0; at < values.length; at++) {
      Object value = values[at];
      if (value instanceof Optional<?> optional) {
        value = optional.isPresent() ? optional.get() : null;
      } else if (value instanceof OptionalLong optional) {
        value = optional.isPresent() ? optional.getAsLong() : null;
      }
      if (value instanceof Instant instant) {
        statement.setLong(at + 1, millis(instant));
      } else if (value instanceof Boolean flag) {
        statement.setInt(at + 1, flag ? 1 : 0);
      } else {
        statement.setObject(at + 1, value);
      }
    }
  }

  /** Times are kept in milliseconds since 1970. */
  static long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
