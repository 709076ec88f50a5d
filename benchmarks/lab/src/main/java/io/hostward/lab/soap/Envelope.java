package io.hostward.lab.soap;

import io.hostward.lab.vim.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Finds the operation in a SOAP 1.1 envelope. */
final class Envelope {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  /** Making one costs more than the parsing of a request. */
  private static final ThreadLocal<DocumentBuilder> BUILDERS =
      ThreadLocal.withInitial(Envelope::builder);

  private Envelope() {}

  /** The body's only element; InvalidRequest if there is none. */
  static Element operation(byte[] envelope) {
    Element root = parse(envelope).getDocumentElement();
    Element body = SOAP.equals(root.getNamespaceURI()) ? child(root, "Body") : null;
    Element operation = body == null ? null : firstElement(body);
    if (operation == null) {
      throw Faults.invalidRequest("no SOAP 1.1 body");
    }
    return operation;
  }

  static @Nullable Element firstElement(Node parent) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element) {
        return element;
      }
    }
    return null;
  }

  private static @Nullable Element child(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && name.equals(element.getLocalName())) {
        return element;
      }
    }
    return null;
  }

  private static Document parse(byte[] envelope) {
    DocumentBuilder builder = BUILDERS.get();
    try {
      return builder.parse(new ByteArrayInputStream(envelope));
    } catch (SAXException | IOException e) {
      throw Faults.invalidRequest("malformed XML");
    } finally {
      builder.reset();
      builder.setErrorHandler(null);
    }
  }

  private static DocumentBuilder builder() {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK has a namespace-aware parser", e);
    }
  }
}
