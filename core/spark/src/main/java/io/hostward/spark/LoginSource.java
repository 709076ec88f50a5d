package io.hostward.spark;

import io.hostward.net.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where each machine of a job finds the password. This names a place and holds no secret: it may be
 * seen in closures, job descriptions and the event log. The place is looked at on the machine that
 * logs in, when it does.
 *
 * @param user the user who logs in; not a secret
 * @param place what kind of place it is
 * @param name the variable, the file or the alias
 */
public record LoginSource(String user, Place place, String name) implements Serializable {
  /** Longer is no password, but a file that was named by mistake. */
  private static final int LONGEST = 4096;

  /** Kinds of places. */
  public enum Place {
    /** An environment variable of the executor, as {@code spark.executorEnv.NAME} sets it. */
    ENVIRONMENT,
    /** A file with the password in its only line; local, or of any Hadoop file system. */
    FILE,
    /**
     * An alias in the providers that {@code hadoop.security.credential.provider.path} lists, as
     * {@code hadoop credential create} makes it.
     */
    ALIAS
  }

  /**
   * Reads the password.
   *
   * @throws IOException if there is none; the message names the place
   */
  Secret password(Configuration hadoop) throws IOException {
    return switch (place) {
      case ENVIRONMENT -> {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
          throw new IOException(
              "the environment variable "
                  + name
                  + " with the password is not set on this machine; set it for the driver, and for"
                  + " executors with spark.executorEnv."
                  + name
                  + ", or name a file or an alias of a Hadoop credential provider");
        }
        yield Secret.of(value);
      }
      case FILE -> fromFile(hadoop);
      case ALIAS -> {
        char[] value = hadoop.getPassword(name);
        if (value == null || value.length == 0) {
          throw new IOException(
              "no Hadoop credential provider knows the alias "
                  + name
                  + "; spark.hadoop.hadoop.security.credential.provider.path lists them");
        }
        yield Secret.of(new String(value));
      }
    };
  }

  private Secret fromFile(Configuration hadoop) throws IOException {
    Path path = HadoopFiles.local(name);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
      if (bytes.length > LONGEST || text.isEmpty() || text.indexOf('\n') >= 0) {
        throw new IOException(name + " is no file with a password in its only line");
      }
      return Secret.of(text);
    } catch (IOException e) {
      throw new IOException("cannot read the password: " + e.getMessage(), e);
    }
  }
}
