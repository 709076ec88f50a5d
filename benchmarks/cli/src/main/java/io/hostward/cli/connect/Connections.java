package io.hostward.cli.connect;

import io.hostward.cli.text.TextFile;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import java.io.IOException;
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
        given.datacenter().map(Connections::withoutLastSlashes),
        environment.get("GOVC_DATACENTER").map(Connections::withoutLastSlashes),
        datastore());
  }

  /**
   * Returns {@code GOVC_DATASTORE} without brackets, if it is set.
   *
   * @throws IllegalArgumentException if it names no datastore
   */
  public Optional<String> datastore() {
    try {
      return environment.get("GOVC_DATASTORE").map(DatastoreTarget::datastoreName);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("GOVC_DATASTORE: " + e.getMessage(), e);
    }
  }

  private static String withoutLastSlashes(String path) {
    return path.replaceFirst("(?<=[^/])/+$", "");
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
  private String user(Given given, ServerUrl url, HostAddress server) throws IOException {
    Optional<String> option =
        given.user().or(() -> given.url().isPresent() ? url.user() : Optional.empty());
    if (option.isPresent()) {
      return option.get();
    }
    return environment
        .valueOrFile("GOVC_USERNAME")
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
    Optional<String> variable = environment.valueOrFile("GOVC_PASSWORD");
    if (variable.isPresent()) {
      return Passwords.of("GOVC_PASSWORD", variable.get());
    }
    if (url.password().isPresent()) {
      return Passwords.of("GOVC_URL", url.password().get().reveal());
    }
    Secret typed =
        prompt
            .apply("Password of " + whom + ": ")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no password for "
                            + whom
                            + ": use --password-file or GOVC_PASSWORD, or run on a terminal to be"
                            + " asked"));
    String what = "the password that was typed";
    return Passwords.of(what, environment.locale().require(what, typed.reveal()));
  }

  // Editors end a file with a line break that is no part of the password.
  private static Secret fromFile(Path file) throws IOException {
    return Passwords.of(file.toString(), TextFile.read(file).replaceFirst("\r?\n\\z", ""));
  }
}
