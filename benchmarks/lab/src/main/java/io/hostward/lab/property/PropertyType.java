package io.hostward.lab.property;

import com.vmware.vim25.ManagedObjectReference;
import java.util.Map;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * One property of a managed type.
 *
 * @param name its name
 * @param type its class, or its elements' class; null if the vim25 slice lacks the type, and then
 *     the property is always unset
 * @param array whether it is an array
 */
public record PropertyType(String name, @Nullable Class<?> type, boolean array) {
  private static final Map<String, Class<?>> SIMPLE =
      Map.of(
          "ref", ManagedObjectReference.class,
          "string", String.class,
          "int", Integer.class,
          "long", Long.class,
          "boolean", Boolean.class,
          "any", Object.class,
          "dateTime", XMLGregorianCalendar.class);

  /** Reads {@code Name} or {@code Name[]}, where Name is a vim25 type or a simple type. */
  static PropertyType parse(String name, String typeName) {
    boolean array = typeName.endsWith("[]");
    String element = array ? typeName.substring(0, typeName.length() - 2) : typeName;
    return new PropertyType(name, classOf(element), array);
  }

  private static @Nullable Class<?> classOf(String typeName) {
    Class<?> simple = SIMPLE.get(typeName);
    if (simple != null) {
      return simple;
    }
    try {
      return Class.forName("com.vmware.vim25." + typeName);
    } catch (ClassNotFoundException notInTheSlice) {
      return null;
    }
  }
}
