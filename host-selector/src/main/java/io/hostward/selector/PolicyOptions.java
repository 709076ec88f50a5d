package io.hostward.selector;

import io.hostward.net.Printable;
import io.hostward.net.Subnet;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options after a policy's name. A value that cannot be read ends the reading with a {@link
 * PolicySyntaxException}. Made by the parser; not for use by several threads.
 */
public final class PolicyOptions {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

  private final PolicyParser parser;
  private final List<PolicyParser.Option> options;
  private final Set<String> asked = new TreeSet<>();

  PolicyOptions(PolicyParser parser, List<PolicyParser.Option> options) {
    this.parser = parser;
    this.options = options;
  }

  /** Returns the policy in an option; without the option, the one that the default names. */
  public HostSelectionPolicy policy(String key, String defaultPolicy) {
    return last(key).map(parser::policy).orElseGet(() -> parser.policy(defaultPolicy));
  }

  /** Returns the policies in an option that may stand several times. */
  public List<HostSelectionPolicy> policies(String key) {
    asked.add(key);
    return options.stream().filter(option -> option.key().equals(key)).map(parser::policy).toList();
  }

  /** Returns all remaining options as numbers and policies, for weights. */
  List<Weighted.Part> weights() {
    asked.add("<weight>");
    List<Weighted.Part> parts = new ArrayList<>();
    for (PolicyParser.Option option : options) {
      double weight;
      try {
        weight = Double.parseDouble(option.key());
      } catch (NumberFormatException e) {
        throw parser.wrong(
            "a weight is a number, was: '" + Printable.of(option.key()) + "'",
            option.keyPosition());
      }
      asked.add(option.key());
      parts.add(
          parser.at(option.keyPosition(), () -> new Weighted.Part(parser.policy(option), weight)));
    }
    return parts;
  }

  /** Returns a number from {@code least} to {@code most}, both included. */
  public double number(String key, double defaultValue, double least, double most) {
    return value(
        key,
        defaultValue,
        text -> {
          double number;
          try {
            number = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            number = Double.NaN;
          }
          if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                key + " is a number from " + least + " to " + most + ", was: '" + text + "'");
          }
          return number;
        });
  }

  /** Returns a seed, a whole number of 64 bits, if there is one. */
  public OptionalLong seed(String key) {
    return value(key, OptionalLong.empty(), text -> OptionalLong.of(parseLong(key, text)));
  }

  /** Returns a duration such as {@code 500ms}, {@code 20s}, {@code 5m} or {@code 1h}. */
  public Duration duration(String key, Duration defaultValue) {
    return value(key, defaultValue, text -> parseDuration(key, text));
  }

  /** Returns the text of an option, as it stands; nothing without the option. */
  public Optional<String> text(String key) {
    return value(key, Optional.empty(), Optional::of);
  }

  /** Returns the texts of an option, separated by {@code |}; empty without the option. */
  public List<String> texts(String key) {
    return value(
        key, List.of(), text -> Arrays.stream(text.split("\\|")).map(String::strip).toList());
  }

  /** Returns the subnets of an option, separated by {@code |}; empty without the option. */
  public List<Subnet> subnets(String key) {
    return value(
        key,
        List.of(),
        text -> Arrays.stream(text.split("\\|")).map(String::strip).map(Subnet::parse).toList());
  }

  /** Refuses what the factory did not ask for. */
  void finish(String policy) {
    for (PolicyParser.Option option : options) {
      if (!asked.contains(option.key())) {
        throw parser.wrong(
            "the policy '"
                + policy
                + "' has no option '"
                + Printable.of(option.key())
                + "'; "
                + (asked.isEmpty() ? "it has none" : "it has: " + String.join(", ", asked)),
            option.keyPosition());
      }
    }
  }

  private <T> T value(String key, T defaultValue, Function<String, T> reading) {
    Optional<PolicyParser.Option> option = last(key);
    if (option.isEmpty()) {
      return defaultValue;
    }
    return parser.at(option.get().valuePosition(), () -> reading.apply(option.get().value()));
  }

  private Optional<PolicyParser.Option> last(String key) {
    asked.add(key);
    return options.stream().filter(option -> option.key().equals(key)).reduce((a, b) -> b);
  }

  private static long parseLong(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is a whole number, was: '" + text + "'", e);
    }
  }

  private static Duration parseDuration(String key, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          key + " is a duration such as 500ms, 20s, 5m or 1h, was: '" + text + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
