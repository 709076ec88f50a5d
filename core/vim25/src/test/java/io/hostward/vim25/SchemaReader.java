package io.hostward.vim25;

import io.hostward.vim25.SchemaType.Field;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the named types of schema files as far as vim25 uses the schema language. */
final class SchemaReader {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private SchemaReader() {}

  /**
   * The types of all given files by name; request wrappers, which a published schema lacks, left
   * out.
   */
  static Map<String, SchemaType> read(List<URL> files) throws Exception {
    var types = new TreeMap<String, SchemaType>();
    for (URL file : files) {
      Element root = parse(file).getDocumentElement();
      for (String kind : List.of("complexType", "simpleType")) {
        for (Element type : children(root, kind)) {
          SchemaType read = type(type);
          SchemaType twin = types.put(read.name(), read);
          if (twin != null) {
            throw new IllegalStateException("Two types are named " + read.name());
          }
        }
      }
    }
    return types;
  }

  /** The files that the schema inside a WSDL file includes and whose name ends as given. */
  static List<URL> included(URL wsdl, String ending) throws Exception {
    var files = new ArrayList<URL>();
    for (Element include : descendants(parse(wsdl).getDocumentElement(), "include")) {
      String location = include.getAttribute("schemaLocation");
      if (location.endsWith(ending)) {
        files.add(wsdl.toURI().resolve(location).toURL());
      }
    }
    return files;
  }

  private static SchemaType type(Element type) {
    var values = new ArrayList<String>();
    descendants(type, "enumeration").forEach(e -> values.add(e.getAttribute("value")));
    return new SchemaType(
        type.getAttribute("name"),
        base(type),
        Boolean.parseBoolean(type.getAttribute("abstract")),
        fields(type),
        values);
  }

  private static String base(Element type) {
    for (String kind : List.of("extension", "restriction")) {
      for (Element derivation : descendants(type, kind)) {
        return localName(derivation, "base");
      }
    }
    return "";
  }

  private static List<Field> fields(Element type) {
    var fields = new ArrayList<Field>();
    for (Element e : descendants(type, "element")) {
      fields.add(
          new Field(
              e.getAttribute("name"),
              localName(e, "type"),
              e.getAttribute("minOccurs").equals("0"),
              !e.getAttribute("maxOccurs").isEmpty() && !e.getAttribute("maxOccurs").equals("1")));
    }
    for (Element e : descendants(type, "attribute")) {
      boolean optional = !e.getAttribute("use").equals("required");
      fields.add(new Field("@" + e.getAttribute("name"), localName(e, "type"), optional, false));
    }
    return fields;
  }

  /** A reference with its prefix told apart only as "the schema language's own" or "vim25's". */
  private static String localName(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    int colon = value.indexOf(':');
    String prefix = colon < 0 ? null : value.substring(0, colon);
    boolean builtIn = XSD.equals(element.lookupNamespaceURI(prefix));
    return (builtIn ? "xsd:" : "") + value.substring(colon + 1);
  }

  private static List<Element> children(Element parent, String name) {
    return descendants(parent, name).stream().filter(e -> e.getParentNode() == parent).toList();
  }

  private static List<Element> descendants(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagNameNS(XSD, name);
    var elements = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Document parse(URL file) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file.toString());
  }
}
