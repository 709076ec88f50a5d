package io.hostward.vsphere.soap;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A generated class as its JAXB annotations describe it: which fields are which elements, in which
 * order. Read when the class is first met, so that a login reads a dozen classes and not three
 * hundred. The generator uses few of JAXB's means, all of which are read here: fields in the order
 * of the schema, lists, one attribute, one value, enumerations.
 */
final class BeanType {
  private static final String DEFAULT_NAME = "##default";
  private static final Map<Class<?>, BeanType> KNOWN = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final Map<String, Part> elements = new LinkedHashMap<>();
  private @Nullable Part attribute;
  private @Nullable Part text;

  /**
   * One field.
   *
   * @param name of its element or attribute
   * @param field where its value is
   * @param of the type of the value, or of each one of a list
   * @param isList whether the element may be repeated
   */
  record Part(String name, Field field, Class<?> of, boolean isList) {
    @Nullable Object get(Object bean) {
      try {
        return field.get(bean);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the binding's " + field + " cannot be read", e);
      }
    }

    void set(Object bean, Object value) {
      try {
        field.set(bean, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the binding's " + field + " cannot be set", e);
      }
    }
  }

  private BeanType(Class<?> type) {
    this.type = type;
    addParts(type);
  }

  static BeanType of(Class<?> type) {
    BeanType known = KNOWN.get(type);
    if (known == null) {
      // Two threads may read a class at once, and read the same.
      known = new BeanType(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  /** Fields of the ancestors come first, as in the schema's extensions. */
  private void addParts(@Nullable Class<?> declaring) {
    if (declaring == null || declaring == Object.class) {
      return;
    }
    addParts(declaring.getSuperclass());
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Field field : declaring.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.put(field.getName(), field);
      }
    }
    if (fields.isEmpty()) {
      // Nothing to put in order; and the annotations of an ancestor of all list its descendants,
      // every one of which is loaded where they are read.
      return;
    }
    XmlType described = declaring.getAnnotation(XmlType.class);
    if (described != null) {
      for (String name : described.propOrder()) {
        Field field = fields.remove(name);
        if (field != null) {
          add(field);
        }
      }
    }
    for (Field field : fields.values()) {
      add(field);
    }
  }

  private void add(Field field) {
    field.setAccessible(true);
    if (field.isAnnotationPresent(XmlValue.class)) {
      text = part(field, field.getName());
      return;
    }
    XmlAttribute told = field.getAnnotation(XmlAttribute.class);
    if (told != null) {
      attribute = part(field, name(told.name(), field));
      return;
    }
    XmlElement element = field.getAnnotation(XmlElement.class);
    Part part = part(field, element == null ? field.getName() : name(element.name(), field));
    elements.put(part.name(), part);
  }

  private static String name(String told, Field field) {
    return told.equals(DEFAULT_NAME) ? field.getName() : told;
  }

  private static Part part(Field field, String name) {
    boolean isList = field.getType() == List.class;
    Class<?> of =
        isList && field.getGenericType() instanceof ParameterizedType list
            ? (Class<?>) list.getActualTypeArguments()[0]
            : field.getType();
    return new Part(name, field, of, isList);
  }

  /** The elements in the schema's order, by their names. */
  Map<String, Part> elements() {
    return elements;
  }

  /** Null if there is none. */
  @Nullable Part attribute() {
    return attribute;
  }

  /** The field that holds the element's own text; null if there is none. */
  @Nullable Part text() {
    return text;
  }

  String xmlName() {
    XmlType described = type.getAnnotation(XmlType.class);
    return described == null || described.name().equals(DEFAULT_NAME)
        ? type.getSimpleName()
        : described.name();
  }

  boolean isAbstract() {
    return Modifier.isAbstract(type.getModifiers());
  }

  Object newBean() {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the binding's " + type + " cannot be made", e);
    }
  }
}
