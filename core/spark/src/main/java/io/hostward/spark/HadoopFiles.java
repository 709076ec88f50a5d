package io.hostward.spark;

import io.hostward.bulk.source.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The file systems of a job. */
final class HadoopFiles {
  private static final String PREFIX = "spark.hadoop.";

  /** As file systems of old took it, {@code ftp://user:password@host/file}. */
  private static final Pattern PASSWORD =
      Pattern.compile("[^:/]+://[^/]*:[^/]*@.*", Pattern.DOTALL);

  private HadoopFiles() {}

  /**
   * Returns the settings of Hadoop on this machine, driver or executor: its own files, and what the
   * job's {@code spark.hadoop.*} say. They are not sent along with tasks, since secrets of other
   * systems may be among them.
   */
  static Configuration configuration() {
    return configuration(SparkEnv.get().conf());
  }

  static Configuration configuration(SparkConf spark) {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> setting : spark.getAllWithPrefix(PREFIX)) {
      hadoop.set(setting._1(), setting._2());
    }
    return hadoop;
  }

  /**
   * Returns a location that may be seen: in descriptions of a job, in its event log and its
   * results.
   *
   * @throws IllegalArgumentException if a password is in it; the message has it not
   */
  static String shown(String location) {
    if (PASSWORD.matcher(location).matches()) {
      throw new IllegalArgumentException(
          "a location has a password in it, which the cluster would show and log: leave it out, and"
              + " set it in Hadoop's configuration or in a credential provider");
    }
    return location;
  }

  /** A file as people name it who may mean one of this machine: what exists here is that. */
  static Path local(String name) {
    return Files.exists(java.nio.file.Path.of(name))
        ? new Path(java.nio.file.Path.of(name).toAbsolutePath().toUri())
        : new Path(name);
  }

  /**
   * A manifest on a Hadoop file system. Sources that are no whole URIs are looked for from its
   * folder.
   *
   * @param lines the manifest, or a copy of it that is no Parquet
   */
  static Manifest manifest(String location, String lines, Configuration hadoop) throws IOException {
    Path path = new Path(location);
    Path folder = path.getFileSystem(hadoop).makeQualified(path).getParent();
    Path file = new Path(lines);
    FileSystem files = file.getFileSystem(hadoop);
    return Manifest.of(
        location, () -> files.open(file), written -> below(folder, shown(written)).toString());
  }

  private static Path below(@Nullable Path folder, String written) {
    return folder == null ? new Path(written) : new Path(folder, written);
  }
}
