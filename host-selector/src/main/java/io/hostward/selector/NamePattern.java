package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.ManagementAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name in which {@code *} stands for any characters. Case does not matter. */
final class NamePattern {
  private final Pattern pattern;

  NamePattern(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a name is not blank, was: '" + text + "'");
    }
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
    return pattern.matcher(name).matches();
  }

  boolean matchesHost(HostSnapshot host) {
    return matches(host.name())
        || matches(host.id().value())
        || host.management().stream().map(ManagementAddress::address).anyMatch(this::matches);
  }
}
