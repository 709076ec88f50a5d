package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.Lab;
import io.hostward.net.HostAddress;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulated vCenter as the server. */
class CallLabTest {
  private static final String ENVELOPE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
          + "<soapenv:Body><RetrieveServiceContent xmlns=\"urn:vim25\">"
          + "<_this type=\"ServiceInstance\">ServiceInstance</_this>"
          + "</RetrieveServiceContent></soapenv:Body></soapenv:Envelope>";

  @Test
  void retrieveServiceContent() throws Exception {
    try (Lab lab = Lab.start();
        NettyTransport transport = NettyTransport.create()) {
      for (int i = 0; i < 3; i++) {
        ServerAnswer answer = Samples.await(transport.call(call(lab)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Calls.text(answer)).contains("VirtualCenter").contains("PropertyCollector");
        assertThat(transport.keptConnections()).isEqualTo(1);
      }
    }
  }

  static ServerCall call(Lab lab) {
    return new ServerCall(
        new HostAddress(lab.url().getHost(), lab.url().getPort()),
        "/sdk",
        ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())),
        Optional.empty(),
        Map.of("Content-Type", "text/xml; charset=utf-8", "SOAPAction", "\"urn:vim25/8.0.3.0\""),
        Optional.empty(),
        ENVELOPE.getBytes(StandardCharsets.UTF_8),
        Duration.ofSeconds(20),
        1 << 20);
  }
}
