package io.hostward.lab.soap;

import io.hostward.lab.inventory.Dialect;
import io.hostward.lab.state.LabState;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The document at {@code /sdk/vimServiceVersions.xml}, which clients read before they log in. */
public final class ServiceVersions {
  /** The versions of the API that clients know, newest first. */
  private static final List<String> ALL =
      List.of(
          "8.0.3.0", "8.0.2.0", "8.0.1.0", "8.0.0.2", "8.0.0.1", "8.0.0.0", "7.0.3.2", "7.0.3.1",
          "7.0.3.0", "7.0.2.1", "7.0.2.0", "7.0.1.1", "7.0.1.0", "7.0.0.2", "7.0.0.0", "6.7.3",
          "6.7.2", "6.7.1", "6.7", "6.5", "6.0", "5.5");

  private ServiceVersions() {}

  /** The document of a server: its own version, and the older ones that it still speaks. */
  public static byte[] document(LabState state, String server) {
    Dialect dialect = Dialect.of(state, server);
    List<String> spoken = ALL.stream().filter(dialect::since).toList();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<namespaces version=\"1.0\">\n <namespace>\n  <name>urn:vim25</name>\n");
    xml.append("  <version>").append(spoken.get(0)).append("</version>\n  <priorVersions>\n");
    for (String version : spoken.subList(1, spoken.size())) {
      xml.append("   <version>").append(version).append("</version>\n");
    }
    xml.append("  </priorVersions>\n </namespace>\n</namespaces>\n");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }
}
