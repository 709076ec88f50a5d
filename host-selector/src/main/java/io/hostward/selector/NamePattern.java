package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.net.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name in which {@code *} stands for any characters. Case does not matter, and how an IP address
 * is spelled does not either.
 */
final class NamePattern {
  private final String text;
  private final Pattern pattern;
  private final Optional<IpAddress> address;

  NamePattern(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a name is not blank, was: '" + text + "'");
    }
    this.text = text;
    this.address = IpAddress.parse(text);
    pattern =
        Pattern.compile(
            Arrays.stream(text.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  static List<NamePattern> all(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("at least one name is needed, was: none");
    }
    return texts.stream().map(NamePattern::new).toList();
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches()
        || (address.isPresent() && address.equals(IpAddress.parse(name)));
  }

  boolean matchesHost(HostSnapshot host) {
    return matches(host.name())
        || matches(host.id().value())
        || host.management().stream().map(ManagementAddress::address).anyMatch(this::matches);
  }

  /** Returns the name as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
