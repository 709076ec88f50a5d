package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Text of a page, and the document that its numbers come from. Whatever comes from outside is
 * escaped. Each number carries the pointer to its place in the document, so that a test, or a
 * reader who doubts it, finds it there.
 */
final class Html {
  private final StringBuilder text = new StringBuilder();
  private final JsonNode document;

  Html(JsonNode document) {
    this.document = document;
  }

  /** The value at a pointer, missing if there is none. */
  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  boolean has(String pointer) {
    JsonNode node = at(pointer);
    return !node.isMissingNode() && !node.isNull();
  }

  /** Adds markup as it stands; {@code %s} stand for what is escaped. */
  Html raw(String markup, Object... values) {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = values[i] instanceof Number ? values[i] : escape(String.valueOf(values[i]));
    }
    text.append(values.length == 0 ? markup : String.format(Locale.ROOT, markup, escaped));
    return this;
  }

  /** Adds text. */
  Html words(String words) {
    text.append(escape(words));
    return this;
  }

  /** Adds a text of the document. */
  Html text(String pointer) {
    return raw("<span data-json=\"%s\">%s</span>", pointer, at(pointer).asText());
  }

  /** Adds a number of the document, written for people; a dash if there is none. */
  Html number(String pointer, DoubleFunction<String> format) {
    if (!has(pointer)) {
      return words("–");
    }
    JsonNode value = at(pointer);
    return raw(
        "<data value=\"%s\" data-json=\"%s\">%s</data>",
        value.asText(), pointer, format.apply(value.asDouble()));
  }

  /** Adds a number within a drawing. */
  Html svgNumber(double x, double y, String kind, String pointer, DoubleFunction<String> format) {
    JsonNode value = at(pointer);
    return raw(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" data-value=\"%s\" data-json=\"%s\">%s</text>",
        x, y, kind, value.asText(), pointer, format.apply(value.asDouble()));
  }

  /** Adds a number within a text of a drawing. */
  Html tspan(String pointer, DoubleFunction<String> format) {
    JsonNode value = at(pointer);
    return raw(
        "<tspan data-value=\"%s\" data-json=\"%s\">%s</tspan>",
        value.asText(), pointer, format.apply(value.asDouble()));
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(unit < ' ' && unit != '\n' && unit != '\t' ? '\ufffd' : unit);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
