package io.hostward.app;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the application is asked to do: one line of its input, as {@code key=value} and tabs. */
final class Order {
  private final Map<String, String> values = new LinkedHashMap<>();

  Order(String line) {
    for (String pair : line.split("\t")) {
      values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
  }

  String get(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the order says nothing of " + key);
    }
    return value;
  }

  String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  URI url() {
    return URI.create(get("url"));
  }

  Duration duration(String key, long otherwise) {
    return Duration.ofMillis(Long.parseLong(get(key, "" + otherwise)));
  }

  /** A thumbprint, or a file with authorities; nothing for the platform's. */
  ServerTrust trust(String key) throws IOException {
    String told = get(key, "system");
    if (told.equals("system")) {
      return ServerTrust.system();
    }
    return told.startsWith("/")
        ? ServerTrust.authorities(Path.of(told))
        : ServerTrust.pinned(Thumbprint.parse(told));
  }

  /** Where a host listens: {@code ESX1=127.0.0.1:4431;ESX2=...}. */
  List<HostAddress> where(HostSnapshot host, List<HostAddress> candidates) {
    for (String pair : get("hosts", "").split(";")) {
      if (pair.startsWith(host.name() + "=")) {
        String authority = pair.substring(host.name().length() + 1);
        return List.of(HostAddress.parse(authority, HostAddress.HTTPS));
      }
    }
    return candidates;
  }
}
