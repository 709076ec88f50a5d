package io.hostward.cli.connect;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a connection of options and variables; an option wins over its variable. */
public final class Connections {
  private final Environment environment;
  private final Function<String, Optional<Secret>> prompt;

  /**
   * Reads from an environment.
   *
   * @param variables the environment variables
   * @param prompt asks the user for a password with the words given; empty where nobody can be
   *     asked
   */
  public Connections(Map<String, String> variables, Function<String, Optional<Secret>> prompt) {
    this.environment = new Environment(variables);
    this.prompt = prompt;
  }

  /**
   * Returns the connection.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message says what to do
   * @throws IOException if a file that is named cannot be read
   */
  public ServerConnection resolve(Given given) throws IOException {
    ServerUrl url = url(given);
    HostAddress server = url.address();
    Trust trust = new Trust(given, environment);
    String user = user(given, url, server);
    return new ServerConnection(
        url.uri(),
        user,
        password(given, url, user + " at " + server),
        trust.of(server),
        trust.authorities(),
        AddressMap.parse(given.resolve()),
        ServerProxies.of(given, environment),
        given.datacenter().or(() -> environment.get("GOVC_DATACENTER")),
        datastore());
  }

  /** Returns {@code GOVC_DATASTORE}, if it is set. */
  public Optional<String> datastore() {
    return environment.get("GOVC_DATASTORE");
  }

  private ServerUrl url(Given given) {
    if (given.url().isPresent()) {
      ServerUrl url = ServerUrl.parse("--url", given.url().get());
      if (url.password().isPresent()) {
        throw new IllegalArgumentException(
            "a password in --url can be read by every user of this machine (ps): leave it out and"
                + " use --password-file, GOVC_PASSWORD, GOVC_URL or the prompt");
      }
      return url;
    }
    return environment
        .get("GOVC_URL")
        .map(text -> ServerUrl.parse("GOVC_URL", text))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no server is named: use --url or GOVC_URL, or --lab for a simulated one"));
  }

  // As govc: GOVC_USERNAME and GOVC_PASSWORD win over what stands within the URL.
  private String user(Given given, ServerUrl url, HostAddress server) {
    return given
        .user()
        .or(() -> given.url().isPresent() ? url.user() : Optional.empty())
        .or(() -> environment.get("GOVC_USERNAME"))
        .or(url::user)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no user is named for " + server + ": use --username or GOVC_USERNAME"));
  }

  private Secret password(Given given, ServerUrl url, String whom) throws IOException {
    if (given.passwordFile().isPresent()) {
      return fromFile(given.passwordFile().get());
    }
    return environment
        .get("GOVC_PASSWORD")
        .map(Secret::of)
        .or(url::password)
        .or(() -> prompt.apply("Password of " + whom + ": "))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no password for "
                        + whom
                        + ": use --password-file or GOVC_PASSWORD, or run on a terminal to be"
                        + " asked"));
  }

  // Editors end a file with a line break that is no part of the password.
  private static Secret fromFile(Path file) throws IOException {
    String text = Files.readString(file);
    return Secret.of(text.replaceFirst("\r?\n\\z", ""));
  }
}
