package io.hostward.vsphere.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes generated classes as elements of the API's namespace. */
final class BeanWriter {
  static final String VIM = "urn:vim25";
  static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final StringBuilder xml;

  BeanWriter(StringBuilder xml) {
    this.xml = xml;
  }

  /** Writes an element that declares the namespaces that it needs. */
  void writeRoot(String name, Object bean) {
    xml.append('<').append(name).append(" xmlns=\"").append(VIM);
    xml.append("\" xmlns:xsi=\"").append(XSI).append("\" xmlns:xsd=\"").append(XSD).append('"');
    attribute(bean);
    xml.append('>');
    content(bean);
    xml.append("</").append(name).append('>');
  }

  private void content(Object bean) {
    BeanType type = BeanType.of(bean.getClass());
    BeanType.Part text = type.text();
    if (text != null) {
      simple(text.get(bean));
    }
    for (BeanType.Part part : type.elements().values()) {
      Object value = part.get(bean);
      if (value instanceof List<?> list) {
        for (Object each : list) {
          element(part, each);
        }
      } else if (value != null) {
        element(part, value);
      }
    }
  }

  private void element(BeanType.Part part, @Nullable Object value) {
    if (value == null) {
      return;
    }
    xml.append('<').append(part.name());
    boolean simple = Lexical.isSimple(value);
    if (part.of() == Object.class && simple) {
      xml.append(" xsi:type=\"xsd:").append(Lexical.schemaName(value)).append('"');
    } else if (!simple) {
      beginBean(part, value);
    }
    xml.append('>');
    if (simple) {
      simple(value);
    } else {
      content(value);
    }
    xml.append("</").append(part.name()).append('>');
  }

  /** A bean of another type than the declared one says which. */
  private void beginBean(BeanType.Part part, Object bean) {
    attribute(bean);
    if (part.of() != bean.getClass()) {
      xml.append(" xsi:type=\"").append(BeanType.of(bean.getClass()).xmlName()).append('"');
    }
  }

  private void attribute(Object bean) {
    BeanType.Part attribute = BeanType.of(bean.getClass()).attribute();
    Object value = attribute == null ? null : attribute.get(bean);
    if (attribute != null && value != null) {
      xml.append(' ').append(attribute.name()).append("=\"");
      simple(value);
      xml.append('"');
    }
  }

  private void simple(@Nullable Object value) {
    if (value != null) {
      escape(Lexical.write(value));
    }
  }

  /** Line breaks and tabs as references, or a parser would make spaces of them. */
  private void escape(String text) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      switch (point) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\t', '\n', '\r' -> xml.append("&#").append(point).append(';');
        default -> xml.appendCodePoint(allowed(point));
      }
      at += Character.charCount(point);
    }
  }

  /** The text is not named: it may be a password. */
  private static int allowed(int point) {
    boolean allowed =
        (point >= ' ' && point <= 0xd7ff) || (point >= 0xe000 && point <= 0xfffd) || point > 0xffff;
    if (!allowed) {
      throw new IllegalArgumentException(
          String.format("a character that XML cannot carry: U+%04X", point));
    }
    return point;
  }
}
