package io.hostward.cli.connect;

import io.hostward.net.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Variables, options and what is typed, and the connection that comes of them. */
abstract class ConnectionsFixture {
  static final String SHA256 = "ab:".repeat(31) + "ab";

  final Map<String, String> variables = new HashMap<>();
  Given given = nothing();
  Optional<Secret> typed = Optional.empty();

  @TempDir Path folder;

  ServerConnection resolve() throws IOException {
    return new Connections(variables, question -> typed).resolve(given);
  }

  void login() {
    variables.put("GOVC_URL", "root:s3cret@vc.lab");
  }

  static Given nothing() {
    return given(Optional.empty(), List.of(), false);
  }

  static Given url(String url) {
    return given(Optional.of(url), List.of(), false);
  }

  static Given given(Optional<String> url, List<String> thumbprints, boolean insecure) {
    return new Given(
        url,
        Optional.empty(),
        Optional.empty(),
        insecure,
        thumbprints,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
