package io.hostward.vsphere.soap;

import jakarta.xml.bind.annotation.XmlEnumValue;
import java.lang.reflect.Field;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Simple values and their text in XML. */
final class Lexical {
  private static final Map<Class<?>, Map<String, Object>> CONSTANTS = new ConcurrentHashMap<>();

  /** Making one searches for a factory's class. */
  private static final DatatypeFactory DATES = DatatypeFactory.newDefaultInstance();

  /** The types of XML Schema that values of any type come in, by their names. */
  private static final Map<String, Class<?>> SCHEMA_TYPES =
      Map.ofEntries(
          Map.entry("string", String.class),
          Map.entry("anyURI", String.class),
          Map.entry("boolean", Boolean.class),
          Map.entry("byte", Byte.class),
          Map.entry("short", Short.class),
          Map.entry("int", Integer.class),
          Map.entry("long", Long.class),
          Map.entry("float", Float.class),
          Map.entry("double", Double.class),
          Map.entry("dateTime", XMLGregorianCalendar.class),
          Map.entry("base64Binary", byte[].class));

  private Lexical() {}

  static boolean isSimple(Class<?> type) {
    return type.isPrimitive() || type.isEnum() || SCHEMA_TYPES.containsValue(type);
  }

  static boolean isSimple(Object value) {
    return value instanceof XMLGregorianCalendar || isSimple(value.getClass());
  }

  /** The class of a type of XML Schema; null if the API has no values of it. */
  static @Nullable Class<?> ofSchema(String name) {
    return SCHEMA_TYPES.get(name);
  }

  /** The name that XML Schema has for a simple value's type. */
  static String schemaName(Object value) {
    return value instanceof String
        ? "string"
        : SCHEMA_TYPES.entrySet().stream()
            .filter(known -> known.getValue().isInstance(value))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no simple value: " + value.getClass()));
  }

  static String write(Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Double || value instanceof Float) {
      return value.toString().replace("Infinity", "INF");
    }
    return value instanceof Enum<?> constant ? name(constant) : value.toString();
  }

  /** The value; null if the text is none of the type: what cannot be read is not there. */
  static @Nullable Object read(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    String bare = text.strip();
    try {
      return type.isEnum() ? constants(type).get(bare) : number(bare, type);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object number(String text, Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return switch (text) {
        case "true", "1" -> true;
        case "false", "0" -> false;
        default -> null;
      };
    } else if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    } else if (type == short.class || type == Short.class) {
      return Short.valueOf(text);
    } else if (type == byte.class || type == Byte.class) {
      return Byte.valueOf(text);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(text.replace("INF", "Infinity"));
    } else if (type == float.class || type == Float.class) {
      return Float.valueOf(text.replace("INF", "Infinity"));
    } else if (type == byte[].class) {
      return Base64.getMimeDecoder().decode(text);
    }
    return DATES.newXMLGregorianCalendar(text);
  }

  private static String name(Enum<?> constant) {
    for (Map.Entry<String, Object> known : constants(constant.getDeclaringClass()).entrySet()) {
      if (known.getValue() == constant) {
        return known.getKey();
      }
    }
    return constant.name();
  }

  private static Map<String, Object> constants(Class<?> type) {
    return CONSTANTS.computeIfAbsent(type, Lexical::readConstants);
  }

  private static Map<String, Object> readConstants(Class<?> type) {
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      try {
        Field field = type.getField(name);
        XmlEnumValue told = field.getAnnotation(XmlEnumValue.class);
        constants.put(told == null ? name : told.value(), constant);
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException("the binding's " + type + " cannot be read", e);
      }
    }
    return constants;
  }
}
