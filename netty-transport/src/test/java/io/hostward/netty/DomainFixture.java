package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A transport that waits for nothing long, and servers that are to blame. */
abstract class DomainFixture {
  static final Duration SHORT = Duration.ofMillis(600);
  static final HostAddress HIDDEN = new HostAddress("esx1.hidden.invalid", 443);
  static final byte[] BYTES = Samples.bytes(5_000_000);

  final NettyTransport transport =
      NettyTransport.builder()
          .connectTimeout(SHORT)
          .tlsTimeout(SHORT)
          .stallTimeout(SHORT)
          .answerTimeout(SHORT)
          .build();

  @AfterEach
  void close() {
    transport.close();
  }

  TransferException upload(ServiceTicket ticket, byte[] bytes) throws Exception {
    return Samples.failure(transport.put(ticket, UploadSource.of(bytes), count -> {}));
  }

  static ServiceTicket to(HostAddress server) {
    return ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), server);
  }

  static HostAddress at(ServerSocket socket) {
    return new HostAddress("127.0.0.1", socket.getLocalPort());
  }

  static HostAddress refused() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(gone);
    }
  }
}
