package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.selector.HostPolicies;
import io.hostward.selector.ObservedHosts;
import io.hostward.selector.PolicyCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Observations in a file: one a line, the newest of each datastore, fields between tabs and encoded
 * as in URLs. It is replaced as a whole, so that a reader sees the old one or the new one.
 */
public final class ObservationFile {
  private static final String HEAD =
      "# hostward trace: vCenter, datacenter, datastore, its id, host id, host, confidence, time";
  private static final int FIELDS = 8;

  /** More lines than these are no file of ours. */
  private static final int MOST_LINES = 100_000;

  private ObservationFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read; the message has the line
   */
  public static List<Observation> read(Path file) throws IOException {
    List<Observation> observations = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      int number = 0;
      for (String line : (Iterable<String>) lines.limit(MOST_LINES + 1L)::iterator) {
        number++;
        if (number > MOST_LINES) {
          throw new IOException(file + " has more than " + MOST_LINES + " lines");
        }
        if (!line.isBlank() && !line.startsWith("#")) {
          observations.add(parse(file, number, line));
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException(file + " is no file of observations: " + e.getMessage(), e);
    }
    return observations;
  }

  /**
   * Adds an observation, in place of what was known of its datastore; makes the file if need be.
   */
  public static void remember(Path file, Observation observation) throws IOException {
    List<Observation> all = new ArrayList<>(Files.exists(file) ? read(file) : List.of());
    all.removeIf(observation::isOfSameDatastore);
    all.add(observation);
    String text =
        Stream.concat(Stream.of(HEAD), all.stream().map(ObservationFile::line))
            .collect(Collectors.joining("\n", "", "\n"));
    Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Returns what a policy knows by a file: of several vCenters' the one seen last. */
  public static ObservedHosts observed(Path file) throws IOException {
    List<Observation> all = read(file);
    return datastore -> {
      Optional<Observation> last =
          all.stream().filter(one -> one.isOf(datastore)).reduce((one, other) -> other);
      return last.map(Observation::host);
    };
  }

  /**
   * The policies that come with Hostward, of which {@code vcenter-default} takes the option {@code
   * observed=FILE}. The file is read when the policy is made.
   */
  public static PolicyCatalog policies() {
    return PolicyCatalog.standard()
        .with(
            "vcenter-default",
            options ->
                HostPolicies.vcenterDefault(
                    options.text("observed").map(ObservationFile::of).orElse(ObservedHosts.NONE)));
  }

  private static ObservedHosts of(String file) {
    try {
      return observed(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("cannot read the observations in '" + file + "': " + e, e);
    }
  }

  private static String line(Observation one) {
    return Stream.of(
            one.vcenter(),
            one.datacenterPath(),
            one.datastore(),
            one.datastoreId(),
            one.host().value(),
            one.hostName(),
            String.format(Locale.ROOT, "%.6f", one.confidence()),
            one.at().toString())
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\t"));
  }

  private static Observation parse(Path file, int number, String line) throws IOException {
    String[] fields = line.split("\t", -1);
    if (fields.length == FIELDS) {
      try {
        for (int i = 0; i < FIELDS; i++) {
          fields[i] = URLDecoder.decode(fields[i], StandardCharsets.UTF_8);
        }
        return new Observation(
            fields[0],
            fields[1],
            fields[2],
            fields[3],
            new HostId(fields[4]),
            fields[5],
            Double.parseDouble(fields[6]),
            Instant.parse(fields[7]));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(
        file + ", line " + number + ": an observation has " + FIELDS + " fields between tabs");
  }
}
