package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectFactory;
import io.hostward.lab.vim.Faults;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamWriter;
import org.glassfish.jaxb.runtime.marshaller.NamespacePrefixMapper;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Turns XML into vim25 values and back. One per process, since its making is slow. Thread-safe. */
final class VimBinding {
  static final String NAMESPACE = "urn:vim25";
  static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
  static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private VimBinding() {}

  /** Makes the context on first use. */
  private static final class Holder {
    static final JAXBContext CONTEXT = create();

    private static JAXBContext create() {
      try {
        return JAXBContext.newInstance(ObjectFactory.class);
      } catch (JAXBException e) {
        throw new IllegalStateException("the vim25 classes make no JAXB context", e);
      }
    }
  }

  /**
   * The prefixes that the envelope declares. Some clients know the simple types by the prefix
   * {@code xsd}, not by its namespace, and JAXB would call it {@code xs}.
   */
  private static final NamespacePrefixMapper PREFIXES =
      new NamespacePrefixMapper() {
        @Override
        public String getPreferredPrefix(String uri, String suggestion, boolean required) {
          return switch (uri) {
            case SCHEMA -> "xsd";
            case INSTANCE -> "xsi";
            default -> "";
          };
        }

        @Override
        public String[] getPreDeclaredNamespaceUris2() {
          return new String[] {"xsd", SCHEMA, "xsi", INSTANCE};
        }
      };

  /** Neither is made for every argument and answer: the making is most of their cost. */
  private static final ThreadLocal<Unmarshaller> READERS =
      ThreadLocal.withInitial(VimBinding::reader);

  private static final ThreadLocal<Marshaller> WRITERS =
      ThreadLocal.withInitial(VimBinding::writer);

  private static Unmarshaller reader() {
    try {
      return Holder.CONTEXT.createUnmarshaller();
    } catch (JAXBException e) {
      throw new IllegalStateException("no unmarshaller for vim25", e);
    }
  }

  private static Marshaller writer() {
    try {
      Marshaller marshaller = Holder.CONTEXT.createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
      marshaller.setProperty("org.glassfish.jaxb.namespacePrefixMapper", PREFIXES);
      return marshaller;
    } catch (JAXBException e) {
      throw new IllegalStateException("no marshaller for vim25", e);
    }
  }

  /**
   * Reads one argument.
   *
   * @param type its declared type, from which {@code xsi:type} may lead to a subtype
   */
  static <T> T read(Element element, Class<T> type) {
    if (type == ManagedObjectReference.class && isPlainReference(element)) {
      return type.cast(reference(element));
    }
    try {
      T value = READERS.get().unmarshal(element, type).getValue();
      if (value == null) {
        throw Faults.invalidRequest("empty argument " + element.getLocalName());
      }
      return value;
    } catch (JAXBException e) {
      throw Faults.invalidRequest(
          "argument " + element.getLocalName() + " is no " + type.getSimpleName());
    }
  }

  /** What JAXB would make of it too; no argument is more common, and JAXB takes longer. */
  private static boolean isPlainReference(Element element) {
    Node content = element.getFirstChild();
    return !element.hasAttributeNS(INSTANCE, "type")
        && !element.hasAttributeNS(INSTANCE, "nil")
        && content != null
        && content.getNodeType() == Node.TEXT_NODE
        && content.getNextSibling() == null;
  }

  private static ManagedObjectReference reference(Element element) {
    var reference = new ManagedObjectReference();
    reference.setType(element.hasAttribute("type") ? element.getAttribute("type") : null);
    reference.setValue(element.getTextContent());
    return reference;
  }

  /**
   * Writes one value as an element.
   *
   * @param declared the type that the reader expects; a value of another type gets {@code xsi:type}
   */
  static <T> void write(XMLStreamWriter out, String name, Class<T> declared, T value) {
    try {
      WRITERS.get().marshal(new JAXBElement<>(new QName(NAMESPACE, name), declared, value), out);
    } catch (JAXBException e) {
      throw new IllegalStateException("cannot write a " + value.getClass().getName(), e);
    }
  }
}
