package io.hostward.lab.property;

import io.hostward.lab.vim.Beans;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A property path: {@code name}, {@code summary.runtime.connectionState} or, to pick an array's
 * element by its key, {@code config.network.pnic["key-vim.host.PhysicalNic-vmnic0"].device}.
 *
 * @param steps the names from the managed object inwards, at least one
 */
public record PropertyPath(List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\[(?:\"([^\"]*)\"|([0-9]+))\\])?(\\.(?=.)|$)");

  /**
   * One name of a path.
   *
   * @param name a property or field
   * @param key the key of the wanted element, or null for the whole value
   */
  public record Step(String name, @Nullable String key) {}

  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /** Reads a path; null if it is malformed. */
  public static @Nullable PropertyPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        return null;
      }
      steps.add(new Step(matcher.group(1), firstOf(matcher.group(2), matcher.group(3))));
      at = matcher.end();
    }
    return steps.isEmpty() ? null : new PropertyPath(steps);
  }

  private static @Nullable String firstOf(@Nullable String quoted, @Nullable String number) {
    return quoted != null ? quoted : number;
  }

  /** Whether objects of {@code type} have this path, be it set or not. */
  public boolean fits(ManagedType type) {
    PropertyType property = type.property(steps.get(0).name());
    return property != null && fits(property);
  }

  private boolean fits(PropertyType property) {
    Class<?> type = property.type();
    boolean array = property.array();
    for (int i = 1; i < steps.size() && type != null; i++) {
      // An array has no fields; one of its elements, picked by key, has.
      if (array && steps.get(i - 1).key() == null) {
        return false;
      }
      Beans.Member member = Beans.memberOfFamily(type, steps.get(i).name());
      if (member == null) {
        return type == Object.class;
      }
      type = member.type();
      array = member.array();
    }
    return array || type == null || steps.get(steps.size() - 1).key() == null;
  }
}
