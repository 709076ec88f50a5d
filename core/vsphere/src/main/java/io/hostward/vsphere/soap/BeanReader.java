package io.hostward.vsphere.soap;

import com.vmware.vim25.MethodFault;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads elements into generated classes. What the binding does not know, because a server is newer
 * than it, is passed over: elements, types, constants, values.
 */
final class BeanReader {
  /**
   * More than the types of the API. A server that makes up names shall not fill the memory, and a
   * class loader forgets no name that it was asked for.
   */
  private static final int MOST_NAMES = 20_000;

  /** One of its classes; the others lie beside it. */
  private static final Class<?> BINDING = MethodFault.class;

  /** Absent ones too: looking through a class path takes long. */
  private static final Map<String, Optional<Class<?>>> KNOWN = new ConcurrentHashMap<>();

  private final BoundedReader reader;

  /** Reads from here on. */
  BeanReader(BoundedReader reader) {
    this.reader = reader;
  }

  /** Reads the element at which the reader stands, and goes to its end. */
  <T> T read(Class<T> type) throws XMLStreamException {
    Object value = value(type);
    if (!type.isInstance(value)) {
      throw new XMLStreamException("a " + type.getSimpleName() + " that cannot be read");
    }
    return type.cast(value);
  }

  /** Null if the element is nil, or of a type that is not known and has no other. */
  private @Nullable Object value(Class<?> declared) throws XMLStreamException {
    if (isNil()) {
      reader.skip();
      return null;
    }
    Class<?> type = actual(declared);
    if (type == MethodFault.class) {
      return fill(BeanType.of(type), fault());
    }
    if (type != null && !Lexical.isSimple(type)) {
      BeanType described = BeanType.of(type);
      return fill(described, described.newBean());
    }
    if (type == null && declared != Object.class) {
      reader.skip();
      return null;
    }
    String text = text();
    Object value = type == null ? null : Lexical.read(text, type);
    // A constant or a type that a newer server has is a word at least, where any value may stand.
    return value == null && declared == Object.class && !text.isBlank() ? text : value;
  }

  /** No server sends the mere ancestor: what is read as one is of a type that is not known. */
  private MethodFault fault() {
    String told = reader.getAttributeValue(BeanWriter.XSI, "type");
    String name = told == null ? "" : told.strip().substring(told.strip().indexOf(':') + 1);
    return isName(name) && !name.equals("MethodFault") ? new UnknownFault(name) : new MethodFault();
  }

  private Object fill(BeanType described, Object bean) throws XMLStreamException {
    BeanType.Part attribute = described.attribute();
    if (attribute != null) {
      set(attribute, bean, attribute(attribute.name()));
    }
    BeanType.Part text = described.text();
    if (text != null) {
      set(text, bean, text());
      return bean;
    }
    while (next() == XMLStreamConstants.START_ELEMENT) {
      BeanType.Part part = described.elements().get(reader.getLocalName());
      if (part == null) {
        reader.skip();
      } else if (part.isList()) {
        addTo(part, bean, value(part.of()));
      } else {
        Object value = value(part.of());
        if (value != null) {
          part.set(bean, value);
        }
      }
    }
    return bean;
  }

  private static void set(BeanType.Part part, Object bean, @Nullable String text) {
    Object value = text == null ? null : Lexical.read(text, part.of());
    if (value != null) {
      part.set(bean, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static void addTo(BeanType.Part part, Object bean, @Nullable Object value) {
    if (value == null) {
      return;
    }
    List<Object> list = (List<Object>) part.get(bean);
    if (list == null) {
      list = new ArrayList<>();
      part.set(bean, list);
    }
    list.add(value);
  }

  private int next() throws XMLStreamException {
    int event = reader.next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      event = reader.next();
    }
    return event;
  }

  /** The element's text; what stands in elements within it is passed over. */
  private String text() throws XMLStreamException {
    String first = "";
    StringBuilder more = null;
    int event = reader.next();
    while (event != XMLStreamConstants.END_ELEMENT) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        reader.skip();
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        if (first.isEmpty()) {
          first = reader.getText();
        } else {
          more = more == null ? new StringBuilder(first) : more;
          more.append(reader.getText());
        }
      }
      event = reader.next();
    }
    return more == null ? first : more.toString();
  }

  private @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)
          && !BeanWriter.XSI.equals(reader.getAttributeNamespace(i))) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  private boolean isNil() {
    String nil = reader.getAttributeValue(BeanWriter.XSI, "nil");
    return nil != null && (nil.strip().equals("true") || nil.strip().equals("1"));
  }

  /** The declared type, or the one that {@code xsi:type} names if that is known and fits. */
  private @Nullable Class<?> actual(Class<?> declared) {
    String told = reader.getAttributeValue(BeanWriter.XSI, "type");
    Class<?> named = told == null ? null : named(told.strip());
    Class<?> type = named != null && declared.isAssignableFrom(named) ? named : declared;
    if (type == Object.class) {
      // Text without a type is text; what is of another type cannot be read.
      return told == null ? String.class : null;
    }
    return !Lexical.isSimple(type) && BeanType.of(type).isAbstract() ? null : type;
  }

  private @Nullable Class<?> named(String qualified) {
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? "" : qualified.substring(0, colon);
    String name = qualified.substring(colon + 1);
    return BeanWriter.XSD.equals(reader.getNamespaceURI(prefix))
        ? Lexical.ofSchema(name)
        : known(name);
  }

  /** The name comes from the server: nothing but a type of the binding is looked for. */
  static @Nullable Class<?> known(String name) {
    if (KNOWN.size() >= MOST_NAMES && !KNOWN.containsKey(name)) {
      return null;
    }
    return KNOWN.computeIfAbsent(name, unused -> Optional.ofNullable(find(name))).orElse(null);
  }

  private static boolean isName(String name) {
    return name.matches("[A-Za-z0-9]+");
  }

  private static @Nullable Class<?> find(String name) {
    if (!isName(name)) {
      return null;
    }
    try {
      Class<?> type =
          Class.forName(BINDING.getPackageName() + "." + name, false, BINDING.getClassLoader());
      return type.isAnnotationPresent(XmlType.class) ? type : null;
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
