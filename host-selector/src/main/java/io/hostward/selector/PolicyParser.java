package io.hostward.selector;

import io.hostward.net.Printable;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads {@code name,option=value,...}. A value may stand in parentheses; {@code then=} without them
 * takes all that follows. Reads one string; not for use by several threads.
 */
final class PolicyParser {
  /** Deeper nesting is a mistake or an attack on the stack. */
  private static final int DEEPEST = 20;

  private final Map<String, PolicyFactory> factories;
  private final String whole;
  private int depth;

  PolicyParser(Map<String, PolicyFactory> factories, String whole) {
    this.factories = factories;
    this.whole = whole;
  }

  /** An option as written; positions count from 1. */
  record Option(String key, int keyPosition, String value, int valuePosition) {}

  HostSelectionPolicy parse() {
    return policy(whole, 1);
  }

  /** The policy in an option's value. */
  HostSelectionPolicy policy(Option option) {
    return policy(option.value(), option.valuePosition());
  }

  /** A policy that the string does not contain, as a default. */
  HostSelectionPolicy policy(String text) {
    return new PolicyParser(factories, text).parse();
  }

  private HostSelectionPolicy policy(String text, int position) {
    if (++depth > DEEPEST) {
      throw wrong("policies are nested more than " + DEEPEST + " deep", position);
    }
    int comma = text.indexOf(',');
    String raw = comma < 0 ? text : text.substring(0, comma);
    String name = raw.strip();
    int namePosition = position + raw.length() - raw.stripLeading().length();
    PolicyFactory factory = factories.get(name);
    if (factory == null) {
      throw wrong(
          (name.isEmpty()
                  ? "the name of a policy is missing"
                  : "there is no policy '" + Printable.of(name) + "'")
              + "; there are: "
              + String.join(", ", new TreeMap<>(factories).keySet()),
          namePosition);
    }
    List<Option> options =
        comma < 0 ? List.of() : options(text.substring(comma + 1), position + comma + 1);
    PolicyOptions read = new PolicyOptions(this, options);
    HostSelectionPolicy policy = at(namePosition, () -> factory.create(read));
    read.finish(name);
    depth--;
    return policy;
  }

  private List<Option> options(String text, int position) {
    List<Option> options = new ArrayList<>();
    int begin = 0;
    while (begin <= text.length()) {
      int end = end(text, begin, position);
      String key = text.substring(begin, Math.max(begin, text.indexOf('=', begin))).strip();
      if (text.indexOf('=', begin) < 0 || text.indexOf('=', begin) > end || key.isEmpty()) {
        throw wrong(
            "an option reads key=value, was: '" + Printable.of(text.substring(begin, end)) + "'",
            position + begin);
      }
      if (key.equals("then")
          && !text.substring(text.indexOf('=', begin) + 1).strip().startsWith("(")) {
        end = text.length();
      }
      options.add(option(key, text, begin, end, position));
      begin = end + 1;
    }
    return options;
  }

  private Option option(String key, String text, int begin, int end, int position) {
    int equals = text.indexOf('=', begin);
    String raw = text.substring(equals + 1, end);
    String value = raw.strip();
    int lead = raw.length() - raw.stripLeading().length();
    if (value.startsWith("(") && value.endsWith(")")) {
      value = value.substring(1, value.length() - 1);
      lead++;
    }
    int keyLead =
        text.substring(begin, equals).length()
            - text.substring(begin, equals).stripLeading().length();
    return new Option(key, position + begin + keyLead, value, position + equals + 1 + lead);
  }

  /** Returns where the option ends: at the next comma outside of parentheses. */
  private int end(String text, int begin, int position) {
    int open = 0;
    for (int i = begin; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '(') {
        open++;
      } else if (unit == ')' && --open < 0) {
        throw wrong("a parenthesis is closed that was not opened", position + i);
      } else if (unit == ',' && open == 0) {
        return i;
      }
    }
    if (open > 0) {
      throw wrong("a parenthesis is not closed", position + text.length());
    }
    return text.length();
  }

  /** Adds the position to what is thrown. */
  <T> T at(int position, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (PolicySyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(Printable.of(String.valueOf(e.getMessage())), position);
    }
  }

  PolicySyntaxException wrong(String problem, int position) {
    return new PolicySyntaxException(
        "position " + position + " of policy '" + Printable.of(whole) + "': " + problem, position);
  }
}
