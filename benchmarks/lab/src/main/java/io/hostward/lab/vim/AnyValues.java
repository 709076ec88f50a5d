package io.hostward.lab.vim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into the form in which they travel as {@code xsd:anyType}: an array becomes an {@code
 * ArrayOfX}, all else stays as it is.
 */
public final class AnyValues {
  private static final String PACKAGE = "com.vmware.vim25.";

  /** Element types whose array type is not called after the Java class. */
  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          String.class, "ArrayOfString",
          Integer.class, "ArrayOfInt",
          Long.class, "ArrayOfLong",
          Short.class, "ArrayOfShort",
          Byte.class, "ArrayOfByte",
          Boolean.class, "ArrayOfBoolean",
          Double.class, "ArrayOfDouble",
          XMLGregorianCalendar.class, "ArrayOfDateTime",
          Object.class, "ArrayOfAnyType");

  private AnyValues() {}

  /**
   * The wire form of a property's value.
   *
   * @param value a bean, a simple value or a list; null stays null
   * @param elementType the declared type of the elements, used if {@code value} is a list
   */
  public static @Nullable Object of(@Nullable Object value, Class<?> elementType) {
    return value instanceof List<?> list ? arrayOf(list, elementType) : value;
  }

  /** The elements of an {@code ArrayOfX}, of a list, or the value itself as the only element. */
  public static List<?> elements(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    if (!value.getClass().getSimpleName().startsWith("ArrayOf")) {
      return List.of(value);
    }
    Object list = Beans.members(value.getClass()).values().iterator().next().read(value);
    return list == null ? List.of() : (List<?>) list;
  }

  private static Object arrayOf(List<?> elements, Class<?> elementType) {
    String name = SIMPLE.getOrDefault(elementType, "ArrayOf" + elementType.getSimpleName());
    try {
      Class<?> arrayType = Class.forName(PACKAGE + name);
      Object array = arrayType.getDeclaredConstructor().newInstance();
      list(array).addAll(elements);
      return array;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the vim25 slice needs the type " + name + " for an array of " + elementType.getName(),
          e);
    }
  }

  /** The one list of an {@code ArrayOfX}, made by its only getter. */
  @SuppressWarnings("unchecked")
  private static Collection<Object> list(Object array) throws ReflectiveOperationException {
    for (var method : array.getClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 0 && method.getReturnType() == List.class) {
        return (Collection<Object>) method.invoke(array);
      }
    }
    throw new NoSuchMethodException(array.getClass().getName() + " has no list");
  }
}
