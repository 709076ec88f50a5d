package io.hostward.vsphere.soap;

import com.vmware.vim25.MethodFault;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Writes and reads SOAP 1.1 envelopes. */
final class Envelopes {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String BEGIN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body>";

  private static final String END = "</s:Body></s:Envelope>";

  private Envelopes() {}

  static byte[] request(Operation operation, @Nullable Object[] arguments) {
    StringBuilder xml = new StringBuilder(1024).append(BEGIN);
    new BeanWriter(xml).writeRoot(operation.element(), operation.request(arguments));
    return xml.append(END).toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What an answer holds.
   *
   * @throws XMLStreamException if it is no envelope, or goes beyond the bounds
   * @throws Exception the fault that it holds
   */
  static @Nullable Object answer(Operation operation, byte[] envelope) throws Exception {
    BoundedReader reader = BoundedReader.of(envelope);
    enter(reader, "Envelope");
    int event = reader.nextTag();
    if (event == XMLStreamConstants.START_ELEMENT && isSoap(reader, "Header")) {
      reader.skip();
      event = reader.nextTag();
    }
    if (event != XMLStreamConstants.START_ELEMENT || !isSoap(reader, "Body")) {
      throw new XMLStreamException("an envelope without a body");
    }
    if (reader.nextTag() != XMLStreamConstants.START_ELEMENT) {
      throw new XMLStreamException("an empty body");
    }
    if (isSoap(reader, "Fault")) {
      throw fault(operation, reader);
    }
    if (!reader.getLocalName().equals(operation.element() + "Response")) {
      throw new XMLStreamException("the answer to another question: " + reader.getLocalName());
    }
    return operation.result(beans(reader).read(operation.answerType()));
  }

  private static void enter(BoundedReader reader, String name) throws XMLStreamException {
    if (reader.nextTag() != XMLStreamConstants.START_ELEMENT || !isSoap(reader, name)) {
      throw new XMLStreamException("no SOAP envelope");
    }
  }

  private static boolean isSoap(BoundedReader reader, String name) {
    return reader.getLocalName().equals(name) && SOAP.equals(reader.getNamespaceURI());
  }

  /** What is wrong with a fault must not hide what it says. */
  private static Exception fault(Operation operation, BoundedReader reader)
      throws XMLStreamException {
    Fault fault = new Fault();
    try {
      fault.read(reader);
    } catch (XMLStreamException e) {
      if (fault.message.isEmpty() && fault.type.isEmpty()) {
        throw e;
      }
    }
    String text = fault.message.isEmpty() ? "a fault without words" : fault.message;
    Object detail = fault.detail;
    return detail == null
        ? new UndeclaredFault(fault.type.isEmpty() ? "SOAP fault" : fault.type, text, null)
        : exception(operation, fault.type, text, detail);
  }

  /** As much of a fault as could be read. */
  private static final class Fault {
    String message = "";
    String type = "";
    @Nullable Object detail;

    void read(BoundedReader reader) throws XMLStreamException {
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        if (reader.getLocalName().equals("faultstring")) {
          message = beans(reader).read(String.class).strip();
        } else if (reader.getLocalName().equals("detail")) {
          readDetail(reader);
        } else {
          reader.skip();
        }
      }
    }

    private void readDetail(BoundedReader reader) throws XMLStreamException {
      int inside = reader.depth();
      int event = reader.next();
      while (event != XMLStreamConstants.START_ELEMENT && reader.depth() >= inside) {
        event = reader.next();
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        type = Envelopes.type(reader);
        detail = Envelopes.detail(reader, type);
      }
      reader.leave(inside);
    }
  }

  private static Exception exception(
      Operation operation, String type, String message, Object detail) {
    return operation
        .exception(message, detail)
        .orElseGet(() -> new UndeclaredFault(type, message, detail));
  }

  /** By {@code xsi:type}: the element's name and the words are no keys. */
  private static String type(BoundedReader reader) {
    String told = reader.getAttributeValue(BeanWriter.XSI, "type");
    String name = told == null ? reader.getLocalName().replaceFirst("Fault$", "") : told.strip();
    return name.substring(name.indexOf(':') + 1);
  }

  private static @Nullable Object detail(BoundedReader reader, String name)
      throws XMLStreamException {
    Class<?> known = BeanReader.known(name);
    return known != null && MethodFault.class.isAssignableFrom(known)
        ? beans(reader).read(known)
        : null;
  }

  private static BeanReader beans(BoundedReader reader) {
    return new BeanReader(reader);
  }
}
