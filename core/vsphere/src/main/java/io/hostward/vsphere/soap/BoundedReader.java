package io.hostward.vsphere.soap;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Reads XML from outside: without document types and entities, and bounded in depth and count. */
final class BoundedReader extends StreamReaderDelegate {
  /** The API's own answers are some twenty elements deep. */
  private static final int DEEPEST = 100;

  /** A thousand hosts with all that is asked of them are some hundred thousand elements. */
  private static final int MOST = 5_000_000;

  /**
   * The parser's own counts of what entities expand to. It counts the five that XML itself has, of
   * which long lists hold many, and there are no others here.
   */
  private static final List<String> ENTITY_LIMITS =
      List.of(
          "http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit",
          "http://www.oracle.com/xml/jaxp/properties/maxGeneralEntitySizeLimit",
          "http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit");

  private static final byte[] SMALLEST =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>".getBytes(StandardCharsets.UTF_8);

  private static volatile boolean loaded;

  private int depth;
  private int elements;

  private BoundedReader(XMLStreamReader reader) {
    super(reader);
  }

  /**
   * A reader of these bytes. The JDK's own parser, whatever else is on the class path; a factory of
   * its own, since one keeps the last reader, and an answer may be large and hold a ticket.
   */
  static BoundedReader of(byte[] xml) throws XMLStreamException {
    return new BoundedReader(factory().createXMLStreamReader(new ByteArrayInputStream(xml)));
  }

  /** Has the parser's classes loaded, once. */
  static void load() {
    if (!loaded) {
      loaded = true;
      try {
        int unused = of(SMALLEST).nextTag();
      } catch (XMLStreamException e) {
        throw new IllegalStateException("the JDK's parser reads no XML", e);
      }
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    for (String limit : ENTITY_LIMITS) {
      factory.setProperty(limit, "0");
    }
    return factory;
  }

  @Override
  public int next() throws XMLStreamException {
    return checked(super.next());
  }

  @Override
  public int nextTag() throws XMLStreamException {
    int event = next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      boolean space =
          event == XMLStreamConstants.SPACE
              || event == XMLStreamConstants.COMMENT
              || event == XMLStreamConstants.PROCESSING_INSTRUCTION
              || (event == XMLStreamConstants.CHARACTERS && isWhiteSpace());
      if (!space) {
        throw new XMLStreamException("text where an element belongs");
      }
      event = next();
    }
    return event;
  }

  private int checked(int event) throws XMLStreamException {
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XMLStreamException("a document type, which SOAP forbids");
    } else if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
      elements++;
      if (depth > DEEPEST || elements > MOST) {
        throw new XMLStreamException(
            "more than " + (depth > DEEPEST ? DEEPEST + " elements deep" : MOST + " elements"));
      }
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return event;
  }

  /** Returns how many elements are open. */
  int depth() {
    return depth;
  }

  /** Goes on behind the element at whose beginning it stands. */
  void skip() throws XMLStreamException {
    leave(depth);
  }

  /** Goes on until fewer elements are open than this. */
  void leave(int inside) throws XMLStreamException {
    while (depth >= inside) {
      int unused = next();
    }
  }
}
