package io.hostward.vsphere.session;

import io.hostward.net.Secret;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.handler.soap.SOAPHandler;
import jakarta.xml.ws.handler.soap.SOAPMessageContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Sends the session's cookie with each call and takes over the one that a server sets.
 *
 * <p>The value travels exactly as received, quotes included: only that form is attested everywhere.
 * A handler rather than the port's request context, because the context of a port must not change
 * while other threads call through it.
 */
public final class SessionCookie implements SOAPHandler<SOAPMessageContext> {
  private static final String NAME = "vmware_soap_session=";
  private static final String LOGIN = "Login";
  private static final String SENT = SessionCookie.class.getName();

  private final AtomicReference<@Nullable Secret> current = new AtomicReference<>();

  /** Returns {@code name=value} as the server gave it. */
  public Optional<Secret> header() {
    return Optional.ofNullable(current.get());
  }

  /**
   * Checks a header that was handed in and takes off the attributes after the value.
   *
   * @throws IllegalArgumentException if it is no session cookie; the message does not hold it
   */
  public static Secret checked(Secret header) {
    String text = header.reveal().split(";", 2)[0].strip();
    if (!text.startsWith(NAME)
        || text.length() == NAME.length()
        || text.chars().anyMatch(unit -> unit <= ' ' || unit > '~')) {
      throw new IllegalArgumentException(
          "a session is handed in as "
              + NAME
              + "\"...\", the quotes included, as the server's Set-Cookie had it");
    }
    return Secret.of(text);
  }

  public void set(@Nullable Secret header) {
    current.set(header);
  }

  @Override
  public boolean handleMessage(SOAPMessageContext context) {
    if (Boolean.TRUE.equals(context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY))) {
      send(context);
    } else {
      receive(context);
    }
    return true;
  }

  private void send(SOAPMessageContext context) {
    Secret cookie = current.get();
    if (cookie == null) {
      return;
    }
    Map<String, List<String>> headers =
        new HashMap<>(headers(context, MessageContext.HTTP_REQUEST_HEADERS));
    headers.put("Cookie", List.of(cookie.reveal()));
    context.put(MessageContext.HTTP_REQUEST_HEADERS, headers);
    context.put(SENT, cookie);
  }

  private void receive(SOAPMessageContext context) {
    headers(context, MessageContext.HTTP_RESPONSE_HEADERS).entrySet().stream()
        .filter(
            header ->
                header.getKey() != null
                    && header.getKey().toLowerCase(Locale.ROOT).equals("set-cookie"))
        .flatMap(header -> header.getValue().stream())
        .filter(value -> value.startsWith(NAME))
        .findFirst()
        .map(value -> Secret.of(value.split(";", 2)[0].strip()))
        .ifPresent(received -> takeOver(context, received));
  }

  private void takeOver(SOAPMessageContext context, Secret received) {
    if (context.get(MessageContext.WSDL_OPERATION) instanceof QName operation
        && operation.getLocalPart().equals(LOGIN)) {
      current.set(received);
    } else {
      // An answer that was under way while another thread logged in must not bring back the old
      // session, or put the anonymous one that servers give to callers without a session in place
      // of the new.
      current.compareAndSet((Secret) context.get(SENT), received);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, List<String>> headers(SOAPMessageContext context, String key) {
    Map<String, List<String>> headers = (Map<String, List<String>>) context.get(key);
    return headers == null ? Map.of() : headers;
  }

  @Override
  public boolean handleFault(SOAPMessageContext context) {
    return true;
  }

  @Override
  public void close(MessageContext context) {}

  @Override
  public Set<QName> getHeaders() {
    return Set.of();
  }
}
