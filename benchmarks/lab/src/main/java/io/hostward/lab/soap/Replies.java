package io.hostward.lab.soap;

import com.vmware.vim25.MethodFault;
import io.hostward.lab.net.SoapReply;
import io.hostward.lab.vim.VimFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes answers and faults as SOAP 1.1 envelopes. */
final class Replies {
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  private Replies() {}

  /** What goes into the body. */
  @FunctionalInterface
  private interface Content {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  /** HTTP 200 with {@code <OperationResponse>}. */
  static <T> SoapReply result(String operation, Answer<T> answer) {
    byte[] body =
        envelope(
            out -> {
              out.writeStartElement("", operation + "Response", VimBinding.NAMESPACE);
              out.writeDefaultNamespace(VimBinding.NAMESPACE);
              for (T value : answer.values()) {
                VimBinding.write(out, "returnval", answer.declared(), value);
              }
              out.writeEndElement();
            });
    return new SoapReply(200, answer.setCookie(), body);
  }

  /** HTTP 500 with the typed fault in {@code detail}. */
  static SoapReply fault(VimFault fault) {
    String message = fault.getMessage() == null ? "" : fault.getMessage();
    byte[] body =
        envelope(
            out -> {
              out.writeStartElement("soapenv", "Fault", SOAP);
              simple(out, "faultcode", "ServerFaultCode");
              simple(out, "faultstring", message);
              out.writeStartElement("detail");
              detail(out, fault.detail());
              out.writeEndElement();
              out.writeEndElement();
            });
    return new SoapReply(500, List.of(), body);
  }

  /**
   * The element is called after the type and carries {@code xsi:type} as well, by which clients
   * should tell faults apart; declaring the value an Object makes JAXB write it.
   */
  private static void detail(XMLStreamWriter out, MethodFault detail) {
    XMLStreamWriter renamed = RenamedRoot.on(out, detail.getClass().getSimpleName() + "Fault");
    VimBinding.write(renamed, RenamedRoot.NEUTRAL, Object.class, detail);
  }

  private static void simple(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private static byte[] envelope(Content content) {
    try {
      var bytes = new ByteArrayOutputStream();
      XMLStreamWriter out = XML.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("soapenv", "Envelope", SOAP);
      out.writeNamespace("soapenv", SOAP);
      out.writeNamespace("xsd", VimBinding.SCHEMA);
      out.writeNamespace("xsi", VimBinding.INSTANCE);
      out.writeStartElement("soapenv", "Body", SOAP);
      content.write(out);
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
      return bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
  }
}
