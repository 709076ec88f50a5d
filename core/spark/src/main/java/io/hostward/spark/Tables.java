package io.hostward.spark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What needs Spark SQL: Parquet. The only class that names it, so that all others work on a cluster
 * without.
 */
final class Tables {
  private static final List<String> COLUMNS = List.of("source", "target", "size", "sha256", "note");

  private Tables() {}

  /**
   * Refuses Parquet where there is no Spark SQL.
   *
   * @param what is to be read or written
   */
  static void require(String what) {
    require(what, Tables.class.getClassLoader());
  }

  static void require(String what, @Nullable ClassLoader cluster) {
    try {
      Class.forName("org.apache.spark.sql.SparkSession", false, cluster);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          what
              + " is Parquet, and this cluster has no Spark SQL: use JSON lines or CSV, or add"
              + " spark-sql to the class path",
          e);
    }
  }

  /**
   * Copies a manifest in Parquet into one of JSON lines, which tasks can read by themselves.
   *
   * @throws IOException if it cannot be read or written
   */
  static void manifest(String parquet, Path lines, Configuration hadoop) throws IOException {
    Dataset<Row> table = session().read().parquet(parquet);
    Column[] columns =
        Arrays.stream(table.columns())
            .filter(COLUMNS::contains)
            .map(name -> name.equals("size") ? table.col(name).cast("bigint") : table.col(name))
            .toArray(Column[]::new);
    Iterator<String> rows = table.select(columns).toJSON().toLocalIterator();
    try (BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                lines.getFileSystem(hadoop).create(lines, false), StandardCharsets.UTF_8))) {
      while (rows.hasNext()) {
        writer.write(rows.next());
        writer.write('\n');
      }
    }
  }

  /** Writes rows of JSON as a table. Takes each shard's rows once. */
  static void write(JavaRDD<String> rows, String parquet) {
    SparkSession session = session();
    Dataset<String> text = session.createDataset(rows.rdd(), Encoders.STRING());
    Dataset<Row> table = session.read().schema(ResultRows.SCHEMA).json(text);
    table.write().parquet(parquet);
  }

  private static SparkSession session() {
    return SparkSession.builder().getOrCreate();
  }
}
