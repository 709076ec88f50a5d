package io.hostward.bulk.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The SQLite file. One connection, used by one thread at a time, and its statements.
 *
 * <p>A write-ahead log, synced at its checkpoints and not at each commit. A process that is killed
 * loses nothing: what was committed is with the operating system. A machine that loses power may
 * lose the last commits, and never the file's consistency; a plan then finds on the datastore what
 * the ledger forgot. A sync for each commit would cost more than the small file that it is about.
 *
 * <p>The log's index is memory that processes of one machine share, so that a person may read the
 * ledger while a run writes it. On a network file system that memory is a lie, and two machines
 * would ruin the file: there the connection locks the file for itself alone, and SQLite then keeps
 * the index in its own memory. Whoever opens it meanwhile is told that it is locked.
 */
final class Database implements AutoCloseable {
  /** "HwLg": tells {@code file(1)} and us whose file this is. */
  static final int APPLICATION_ID = 0x48774c67;

  private static final Set<String> LOCAL_FILE_SYSTEMS =
      Set.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "zfs",
          "tmpfs",
          "overlay",
          "f2fs",
          "bcachefs",
          "apfs",
          "hfs",
          "ntfs",
          "refs",
          "ufs");

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Query> statements = new HashMap<>();

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** A step within a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Database database) throws SQLException, IOException;
  }

  static Database open(Path file, List<String> schema, int version) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setLockingMode(isLocal(file) ? LockingMode.NORMAL : LockingMode.EXCLUSIVE);
    config.setBusyTimeout(10_000);
    Connection connection = null;
    try {
      connection =
          DriverManager.getConnection(
              "jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
      Database database = new Database(file, connection);
      database.prepare(schema, version);
      return database;
    } catch (SQLException e) {
      close(connection);
      throw failure(file, "open", e);
    } catch (IOException | RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void close(@org.jspecify.annotations.Nullable Connection connection)
      throws LedgerException {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new LedgerException("the ledger cannot be closed: " + e.getMessage(), e);
    }
  }

  static boolean isLocal(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return LOCAL_FILE_SYSTEMS.contains(
        Files.getFileStore(folder == null ? file.toAbsolutePath() : folder)
            .type()
            .toLowerCase(Locale.ROOT));
  }

  private void prepare(List<String> schema, int version) throws SQLException, LedgerException {
    try (Statement statement = connection.createStatement()) {
      int application = number(statement, "pragma application_id");
      int found = number(statement, "pragma user_version");
      boolean empty = number(statement, "select count(*) from sqlite_master") == 0;
      if (empty) {
        connection.setAutoCommit(false);
        for (String table : schema) {
          statement.execute(table);
        }
        statement.execute("pragma application_id = " + APPLICATION_ID);
        statement.execute("pragma user_version = " + version);
        connection.commit();
      } else if (application != APPLICATION_ID) {
        throw new LedgerException(file + " is a database, but no ledger; name another file", null);
      } else if (found != version) {
        throw new LedgerException(
            "the ledger "
                + file
                + " is of version "
                + found
                + ", and this program reads version "
                + version
                + "; name another ledger",
            null);
      }
    }
    connection.setAutoCommit(false);
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /**
   * Runs something and commits it, or undoes it if it fails. Others wait meanwhile. Within another
   * transaction it is a part of that.
   */
  <T> T transaction(Work<T> work) throws IOException {
    lock.lock();
    try {
      T result = work.run(this);
      if (lock.getHoldCount() == 1) {
        connection.commit();
      }
      return result;
    } catch (SQLException e) {
      LedgerException failure = failure(file, "read or write", e);
      undo(failure);
      throw failure;
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void undo(Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static LedgerException failure(Path file, String what, SQLException e) {
    return new LedgerException("cannot " + what + " the ledger " + file + ": " + e.getMessage(), e);
  }

  /** Returns a statement, made once. Within a transaction, and closed with the database. */
  Query query(String sql) throws SQLException {
    Query query = statements.get(sql);
    if (query == null) {
      query = new Query(connection.prepareStatement(sql));
      statements.put(sql, query);
    }
    return query;
  }

  /** Has statements call a function of one text. Within a transaction. */
  void function(String name, UnaryOperator<String> function) throws SQLException {
    Function.create(
        connection,
        name,
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result(function.apply(value_text(0)));
          }
        });
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      for (Query query : statements.values()) {
        query.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw failure(file, "close", e);
    } finally {
      lock.unlock();
    }
  }
}
