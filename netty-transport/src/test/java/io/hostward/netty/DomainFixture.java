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

/** Uploads that fail, at once or after a short wait, and servers that are to blame. */
abstract class DomainFixture {
  static final Duration SHORT = Duration.ofMillis(600);
  static final HostAddress HIDDEN = new HostAddress("esx1.hidden.invalid", 443);
  static final byte[] BYTES = Samples.bytes(5_000_000);

  final NettyTransport transport = NettyTransport.create();

  @AfterEach
  void close() {
    transport.close();
  }

  TransferException upload(ServiceTicket ticket, byte[] bytes) throws Exception {
    return failure(transport, ticket, bytes);
  }

  /** By a transport that waits for nothing long; on a busy machine it gives up anything. */
  static TransferException hastyUpload(ServiceTicket ticket, byte[] bytes) throws Exception {
    try (NettyTransport hasty =
        NettyTransport.builder()
            .connectTimeout(SHORT)
            .tlsTimeout(SHORT)
            .stallTimeout(SHORT)
            .answerTimeout(SHORT)
            .build()) {
      return failure(hasty, ticket, bytes);
    }
  }

  private static TransferException failure(
      NettyTransport transport, ServiceTicket ticket, byte[] bytes) throws Exception {
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
