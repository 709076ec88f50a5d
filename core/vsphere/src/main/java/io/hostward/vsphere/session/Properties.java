package io.hostward.vsphere.session;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of one object.
 *
 * @param values by property path; unset ones are absent
 * @param withheld the paths that the server refused to show, with its reason
 */
public record Properties(Map<String, Object> values, List<String> withheld) {

  public static final Properties NONE = new Properties(Map.of(), List.of());

  public <T> Optional<T> get(String path, Class<T> type) {
    Object value = values.get(path);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** The same with another value in place of one that is set. */
  public Properties with(String path, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.computeIfPresent(path, (key, old) -> value);
    return new Properties(changed, withheld);
  }

  /**
   * The value of an enumeration, lower case without underscores, whether or not the binding knows
   * the constant.
   */
  public Optional<String> word(String path) {
    Object value = values.get(path);
    return value instanceof Enum<?> || value instanceof String
        ? Optional.of(value.toString().replace("_", "").toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The elements of an {@code ArrayOf...}, whose only getter returns them. */
  public <T> List<T> list(String path, Class<T> type) {
    Object array = values.get(path);
    if (array == null) {
      return List.of();
    }
    for (Method method : array.getClass().getMethods()) {
      if (method.getParameterCount() == 0 && method.getReturnType() == List.class) {
        return elements(array, method, type);
      }
    }
    return List.of();
  }

  private static <T> List<T> elements(Object array, Method getter, Class<T> type) {
    try {
      return ((List<?>) getter.invoke(array))
          .stream().filter(type::isInstance).map(type::cast).toList();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the binding's " + array.getClass().getName() + " cannot be read", e);
    }
  }
}
