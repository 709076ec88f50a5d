package io.hostward.lab.wire;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole answer. Immutable, except for the body, which must not be changed. */
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {

  /** An answer with nothing but a status and a line that names it, as the real servers give. */
  public static HttpReply status(int status) {
    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
    return of(
        status,
        "text/html; charset=utf-8",
        "<HTML><BODY><H1>" + status + " " + reason + "</H1></BODY></HTML>");
  }

  /** An answer with text of some content type, in UTF-8. */
  public static HttpReply of(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with bytes of some content type. */
  public static HttpReply of(int status, String contentType, byte[] body) {
    return new HttpReply(status, Map.of("Content-Type", List.of(contentType)), body);
  }

  /** The same with one more header. */
  public HttpReply with(String name, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.copyOf(values));
    return new HttpReply(status, more, body);
  }

  /** The same with one more header. */
  public HttpReply with(String name, String value) {
    return with(name, List.of(value));
  }
}
