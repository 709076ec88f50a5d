package io.hostward.interop.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Dialogue;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.UserModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client program and the lab server that it logs in to; passwords go by the environment. */
final class Client {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();

  private Client(List<String> command, URI url, UserModel user, Path certificates) {
    this.command = command;
    environment.put("LAB_URL", "" + url);
    environment.put("LAB_USER", user.name());
    environment.put("LAB_PASSWORD", user.password());
    environment.put("LAB_CA", "" + certificates);
    // Proxies of the machine that the tests run on are not for the lab.
    environment.put("NO_PROXY", "*");
    environment.put("no_proxy", "*");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }

  /** A client of the lab's vCenter that trusts the certificates of all servers. */
  static Client ofVcenter(Lab lab, Path folder, String... command) throws IOException {
    StringBuilder pem = new StringBuilder(lab.vcenter().identity().pem());
    lab.hosts().forEach(host -> pem.append('\n').append(host.identity().pem()));
    return new Client(
        List.of(command), lab.vcenter().url(), lab.vcenter().user(), write(folder, "" + pem));
  }

  /** A client of a host itself that trusts this host's certificate. */
  static Client ofHost(LabHost host, Path folder, String... command) throws IOException {
    return new Client(
        List.of(command), host.url(), host.user(), write(folder, host.identity().pem()));
  }

  private static Path write(Path folder, String pem) throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), pem);
  }

  /** The same with one more variable in its environment. */
  Client with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The same, but trusting nothing but one certificate. */
  Client trusting(Path folder, String pem) throws IOException {
    return with("LAB_CA", "" + write(folder, pem));
  }

  /** Starts a scenario with arguments {@code name=value}. */
  Dialogue start(String scenario, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.add(scenario);
    all.addAll(Arrays.asList(arguments));
    return Dialogue.start(LIMIT, environment, all);
  }

  /** Runs a scenario and returns what it found out. */
  JsonNode run(String scenario, String... arguments) {
    try (Dialogue program = start(scenario, arguments)) {
      return program.end();
    }
  }
}
