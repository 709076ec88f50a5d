package io.hostward.vsphere.soap;

import jakarta.xml.bind.annotation.XmlType;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Instances of the generated classes, filled at random. */
final class RandomBeans {
  private static final int DEEPEST = 4;
  private static final String[] TEXTS = {
    "",
    " ",
    "plain",
    "<&>\"'",
    " spaces around ",
    "line\nbreak\tand\rtab",
    "\u00e9\u65e5\ud83d\ude80",
    "]]>"
  };

  private final List<Class<?>> classes;
  private final Random random;

  /**
   * Beans.
   *
   * @param classes those of the binding, among which subtypes are found
   */
  RandomBeans(List<Class<?>> classes, Random random) {
    this.classes = classes;
    this.random = random;
  }

  Object bean(Class<?> type) {
    return fill(type, 0);
  }

  private Object fill(Class<?> type, int depth) {
    BeanType described = BeanType.of(type);
    Object bean = described.newBean();
    if (described.attribute() != null) {
      described.attribute().set(bean, "TypeName");
    }
    if (described.text() != null) {
      described.text().set(bean, TEXTS[2 + random.nextInt(3)]);
    }
    for (BeanType.Part part : described.elements().values()) {
      if (part.isList()) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          add(list, value(part.of(), depth + 1));
        }
        if (!list.isEmpty()) {
          part.set(bean, list);
        }
      } else if (part.of().isPrimitive() || random.nextInt(3) > 0) {
        Object value = value(part.of(), depth + 1);
        if (value != null) {
          part.set(bean, value);
        }
      }
    }
    return bean;
  }

  private static void add(List<Object> list, @Nullable Object value) {
    if (value != null) {
      list.add(value);
    }
  }

  private @Nullable Object value(Class<?> declared, int depth) {
    if (declared == Object.class) {
      return random.nextBoolean() ? simple(anySimple()) : complex(Object.class, depth);
    }
    return Lexical.isSimple(declared) ? simple(declared) : complex(declared, depth);
  }

  private Class<?> anySimple() {
    Class<?>[] types = {String.class, Integer.class, Long.class, Boolean.class, Short.class};
    return types[random.nextInt(types.length)];
  }

  private @Nullable Object complex(Class<?> declared, int depth) {
    List<Class<?>> fitting =
        classes.stream()
            .filter(declared::isAssignableFrom)
            .filter(type -> !type.isEnum() && !Modifier.isAbstract(type.getModifiers()))
            // What has no name of its own cannot stand for another type.
            .filter(type -> !type.getAnnotation(XmlType.class).name().isEmpty())
            .toList();
    if (depth > DEEPEST || fitting.isEmpty()) {
      return null;
    }
    return fill(fitting.get(random.nextInt(fitting.size())), depth);
  }

  private Object simple(Class<?> type) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    } else if (type == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)];
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == XMLGregorianCalendar.class) {
      return DatatypeFactory.newDefaultInstance()
          .newXMLGregorianCalendar("2026-11-26T0" + random.nextInt(10) + ":00:00.123Z");
    } else if (type == byte[].class) {
      return BigInteger.valueOf(random.nextLong()).toByteArray();
    } else if (type == double.class || type == Double.class) {
      return random.nextDouble();
    }
    return number(type, random.nextInt(128));
  }

  private static Object number(Class<?> type, int value) {
    if (type == int.class || type == Integer.class) {
      return value;
    } else if (type == long.class || type == Long.class) {
      return (long) value << 30;
    } else if (type == short.class || type == Short.class) {
      return (short) value;
    } else if (type == byte.class || type == Byte.class) {
      return (byte) value;
    }
    throw new IllegalArgumentException("no value of " + type);
  }
}
