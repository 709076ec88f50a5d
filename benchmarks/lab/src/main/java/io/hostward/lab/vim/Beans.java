package io.hostward.lab.vim;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlType;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and compares the generated beans by the names that their schema gives the fields. */
public final class Beans {
  private static final ClassValue<Map<String, Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected Map<String, Member> computeValue(Class<?> type) {
          return scan(type);
        }
      };

  private Beans() {}

  /**
   * One field of a bean.
   *
   * @param name its name on the wire
   * @param type its type, or its elements' type if it is an array
   * @param array whether it repeats
   * @param field where the value is
   */
  public record Member(String name, Class<?> type, boolean array, Field field) {
    /** The field's value in {@code bean}; null or an empty list if unset. */
    public @Nullable Object read(Object bean) {
      try {
        return field.get(bean);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("field " + field + " was made accessible", e);
      }
    }
  }

  /** The fields of {@code type} by name, those of its base types first; empty for simple types. */
  public static Map<String, Member> members(Class<?> type) {
    return MEMBERS.get(type);
  }

  /** Whether the class is a generated bean with fields of its own, not an enum or simple value. */
  public static boolean isBean(Class<?> type) {
    return type.isAnnotationPresent(XmlType.class) && !type.isEnum();
  }

  /** The field of {@code type} or, since servers send subtypes, of any type that extends it. */
  public static @Nullable Member memberOfFamily(Class<?> type, String name) {
    Member own = members(type).get(name);
    if (own != null) {
      return own;
    }
    XmlSeeAlso heirs = type.getAnnotation(XmlSeeAlso.class);
    for (Class<?> heir : heirs == null ? new Class<?>[0] : heirs.value()) {
      Member inherited = memberOfFamily(heir, name);
      if (inherited != null) {
        return inherited;
      }
    }
    return null;
  }

  /** Whether two values would look the same on the wire. */
  public static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return sameElements(left, right);
    }
    if (a.getClass() != b.getClass()) {
      return false;
    }
    return isBean(a.getClass()) ? sameFields(a, b) : a.equals(b);
  }

  private static boolean sameElements(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFields(Object a, Object b) {
    return members(a.getClass()).values().stream()
        .allMatch(m -> same(set(m.read(a)), set(m.read(b))));
  }

  /** Unset arrays are null until their getter is called, and empty after that. */
  static @Nullable Object set(@Nullable Object value) {
    return value instanceof List<?> list && list.isEmpty() ? null : value;
  }

  private static Map<String, Member> scan(Class<?> type) {
    Map<String, Member> found = new LinkedHashMap<>();
    Class<?> base = type.getSuperclass();
    if (base != null && isBean(base)) {
      found.putAll(members(base));
    }
    if (isBean(type)) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          Member member = member(field);
          found.put(member.name(), member);
        }
      }
    }
    return found;
  }

  private static Member member(Field field) {
    field.setAccessible(true);
    if (field.getGenericType() instanceof ParameterizedType list
        && list.getRawType() == List.class) {
      return new Member(wireName(field), (Class<?>) list.getActualTypeArguments()[0], true, field);
    }
    return new Member(wireName(field), boxed(field.getType()), false, field);
  }

  private static String wireName(Field field) {
    var element = field.getAnnotation(XmlElement.class);
    if (element != null && !Objects.equals(element.name(), "##default")) {
      return element.name();
    }
    var attribute = field.getAnnotation(XmlAttribute.class);
    return attribute != null && !Objects.equals(attribute.name(), "##default")
        ? attribute.name()
        : field.getName();
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
