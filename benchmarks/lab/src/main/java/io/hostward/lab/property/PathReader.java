package io.hostward.lab.property;

import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Beans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a {@link PropertyPath} from a managed object to its value. */
final class PathReader {
  /** Fields by which elements of arrays are told apart, in the order in which they are tried. */
  private static final List<String> KEYS = List.of("key", "nicType", "device", "name");

  private PathReader() {}

  /**
   * The value at {@code path} in the form in which it travels as {@code xsd:anyType}; null if it or
   * something on the way to it is unset.
   */
  static @Nullable Object read(ManagedObject object, PropertyPath path) {
    PropertyPath.Step first = path.steps().get(0);
    PropertyType property = object.type().property(first.name());
    if (property == null || property.type() == null) {
      return null;
    }
    Class<?> type = property.type();
    Object value = pick(object.read(first.name()), first.key());
    for (PropertyPath.Step step : path.steps().subList(1, path.steps().size())) {
      Beans.Member member = value == null ? null : Beans.members(value.getClass()).get(step.name());
      if (value == null || member == null) {
        return null;
      }
      type = member.type();
      value = pick(unsetIfEmpty(member.read(value)), step.key());
    }
    return AnyValues.of(value, type);
  }

  private static @Nullable Object pick(@Nullable Object value, @Nullable String key) {
    if (key == null || value == null) {
      return value;
    }
    return AnyValues.elements(value).stream()
        .filter(element -> key.equals(keyOf(element)))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String keyOf(Object element) {
    var members = Beans.members(element.getClass());
    for (String name : KEYS) {
      Beans.Member member = members.get(name);
      if (member != null) {
        return String.valueOf(member.read(element));
      }
    }
    return null;
  }

  private static @Nullable Object unsetIfEmpty(@Nullable Object value) {
    return value instanceof List<?> list && list.isEmpty() ? null : value;
  }
}
