package io.hostward.lab.net;

import io.hostward.lab.vim.ApiVersion;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /sdk/vimServiceVersions.xml}: which API versions the server speaks, newest first. */
final class Versions {
  private static final List<String> VIM =
      List.of(
          "8.0.3.0", "8.0.2.0", "8.0.1.0", "8.0.0.2", "8.0.0.1", "8.0.0.0", "7.0.3.2", "7.0.3.1",
          "7.0.3.0", "7.0.2.1", "7.0.2.0", "7.0.1.1", "7.0.1.0", "7.0.0.2", "7.0.0.0", "6.7.3",
          "6.7.2", "6.7.1", "6.7", "6.5", "6.0", "5.5");

  private Versions() {}

  /**
   * The document of a server.
   *
   * @param newest the server's own version
   */
  static String xml(ApiVersion newest) {
    List<String> spoken = VIM.stream().filter(v -> newest.since(ApiVersion.parse(v))).toList();
    String prior =
        spoken.stream()
            .skip(1)
            .map(version -> "   <version>" + version + "</version>\n")
            .collect(Collectors.joining());
    return """
    <?xml version="1.0" encoding="UTF-8" ?>
    <namespaces version="1.0">
     <namespace>
      <name>urn:vim25</name>
      <version>%s</version>
      <priorVersions>
    %s  </priorVersions>
     </namespace>
     <namespace>
      <name>urn:vim2</name>
      <version>2.0</version>
     </namespace>
    </namespaces>
    """
        .formatted(spoken.get(0), prior);
  }
}
