package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls to make, and what the server of most tests does with them. */
final class Calls {
  static final String COOKIE = "vmware_soap_session=\"5ecret-session\"";
  static final String BODY = "<Login><password>pa55word</password></Login>";
  static final String ANSWER = "<LoginResponse>an5wer</LoginResponse>";
  static final Duration LONG = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(900);
  static final int LONGEST = 100_000;

  private Calls() {}

  static ServerCall to(ScriptedServer server) {
    return to(server, LONG);
  }

  static ServerCall to(ScriptedServer server, Duration within) {
    return to(server.address(), Certificates.pin(Certificates.HOST), within);
  }

  static ServerCall to(HostAddress server, ServerTrust trust, Duration within) {
    return new ServerCall(
        server,
        "/sdk",
        trust,
        Optional.empty(),
        Map.of("SOAPAction", "urn:vim25/8.0", "Content-Type", "text/xml; charset=utf-8"),
        Optional.of(Secret.of(COOKIE)),
        BODY.getBytes(StandardCharsets.UTF_8),
        within,
        LONGEST);
  }

  static ServerCall through(ProxyAddress proxy, HostAddress server) {
    ServerCall straight = to(server, Certificates.pin(Certificates.HOST), LONG);
    return new ServerCall(
        server,
        straight.path(),
        straight.trust(),
        Optional.of(proxy),
        straight.headers(),
        straight.cookie(),
        straight.body(),
        straight.within(),
        straight.longestAnswer());
  }

  static ServerCall withBody(ServerCall call, byte[] body) {
    return new ServerCall(
        call.server(),
        call.path(),
        call.trust(),
        call.proxy(),
        call.headers(),
        call.cookie(),
        body,
        call.within(),
        call.longestAnswer());
  }

  static String text(ServerAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Reads one request after the other, answers each, and notes the connection's number. */
  static ScriptedServer.Script serving() {
    return serving("");
  }

  /** The same, with further lines in the answer's head, each ended by CRLF. */
  static ScriptedServer.Script serving(String headers) {
    var connections = new java.util.concurrent.atomic.AtomicInteger();
    return (peer, notes) -> {
      int number = connections.incrementAndGet();
      while (true) {
        ask(peer);
        notes.add("asked on " + number);
        peer.write(
            "HTTP/1.1 200 OK\r\n"
                + headers
                + "Content-Length: "
                + ANSWER.length()
                + "\r\n\r\n"
                + ANSWER);
      }
    };
  }

  /** Reads one request. */
  static String ask(Peer peer) throws java.io.IOException {
    String head = peer.readHead();
    peer.readBody();
    return head;
  }

  /** Fails if the message or the stack trace holds what nobody may read. */
  static TransferException discreet(TransferException failure) {
    String everything = Samples.everything(failure);
    for (String secret : new String[] {"5ecret", "pa55word", "an5wer"}) {
      if (everything.contains(secret)) {
        throw new AssertionError("a secret is in " + everything);
      }
    }
    return failure;
  }
}
