package io.hostward.lab.net;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which operation does an envelope ask for? */
final class OperationName {
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
  }

  private OperationName() {}

  /** The name of the body's first element; empty if there is none. */
  static String in(byte[] envelope) {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(envelope));
      boolean inBody = false;
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (inBody) {
          return reader.getLocalName();
        }
        inBody = reader.getLocalName().equals("Body");
      }
      return "";
    } catch (XMLStreamException e) {
      // What cannot be read is refused by the SOAP side, in its own words.
      return "";
    }
  }
}
