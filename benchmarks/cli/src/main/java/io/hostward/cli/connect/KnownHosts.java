package io.hostward.cli.connect;

import io.hostward.cli.text.TextFile;
import io.hostward.net.HostAddress;
import io.hostward.net.Thumbprint;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that govc's {@code GOVC_TLS_KNOWN_HOSTS} names: each line is a server, with or without
 * port, and the thumbprint of its certificate. Files that do not exist yet and lines that are no
 * such pair are passed over, as govc does.
 */
final class KnownHosts {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private KnownHosts() {}

  /**
   * Returns the thumbprints known of a server.
   *
   * @param files separated as a path list is on this platform
   * @throws IOException if a file is there but cannot be read as text
   */
  static Set<Thumbprint> of(HostAddress server, String files) throws IOException {
    Set<Thumbprint> known = new LinkedHashSet<>();
    for (String file : files.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!file.isBlank()) {
        for (String line : lines(Path.of(file))) {
          add(known, server, line);
        }
      }
    }
    return known;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return TextFile.lines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void add(Set<Thumbprint> known, HostAddress server, String line) {
    String[] pair = BLANKS.split(line.strip(), 2);
    if (pair.length == 2) {
      try {
        if (HostAddress.parse(pair[0], HostAddress.HTTPS).equals(server)) {
          known.add(Thumbprint.parse(pair[1]));
        }
      } catch (IllegalArgumentException e) {
        // A comment, or a line of another tool's: it names no server that we know.
        return;
      }
    }
  }
}
