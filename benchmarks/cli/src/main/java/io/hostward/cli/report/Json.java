package io.hostward.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;

/** Writes a document. */
public final class Json {
  private Json() {}

  /** Returns the document as JSON over several lines; fields without a value are left out. */
  public static String write(Object document) {
    return text(mapper().enable(SerializationFeature.INDENT_OUTPUT), document);
  }

  /** Returns the same in one line. */
  public static String line(Object document) {
    return text(mapper(), document);
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        // Whatever the terminal's encoding is, the document arrives as it is.
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        .build();
  }

  private static String text(ObjectMapper mapper, Object document) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a document: " + document.getClass(), e);
    }
  }

  /** Returns seconds, to the millisecond. */
  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
