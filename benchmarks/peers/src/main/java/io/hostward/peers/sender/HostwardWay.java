package io.hostward.peers.sender;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.netty.TlsProvider;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Hostward's transport, with a ticket at hand: no vCenter, no temporary name, no verification. */
record HostwardWay(NettyTransport transport, ServerTrust trust, int parallel)
    implements Sender.Way {

  static HostwardWay of(Path ca, int parallel, boolean jdkTls) throws Exception {
    ServerTrust trust =
        ServerTrust.pinned(Thumbprint.of(Certificates.read(ca), Thumbprint.Algorithm.SHA256));
    TlsProvider provider = jdkTls ? TlsProvider.JDK : TlsProvider.BEST;
    return new HostwardWay(NettyTransport.builder().tlsProvider(provider).build(), trust, parallel);
  }

  @Override
  public void send(URI base, List<Sender.Item> items) throws Exception {
    Semaphore free = new Semaphore(parallel);
    Deque<CompletableFuture<TransferReceipt>> underWay = new ArrayDeque<>();
    for (Sender.Item item : items) {
      free.acquire();
      CompletableFuture<TransferReceipt> upload = put(base, item);
      underWay.add(upload.whenComplete((receipt, failure) -> free.release()));
      // Those that are done are looked at, and let go of.
      while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
        underWay.removeFirst().get();
      }
    }
    for (CompletableFuture<TransferReceipt> upload : underWay) {
      upload.get();
    }
  }

  private CompletableFuture<TransferReceipt> put(URI base, Sender.Item item) throws IOException {
    ServiceTicket ticket =
        new ServiceTicket(
            HttpMethod.PUT,
            new FolderTarget(item.target()),
            List.of(new HostAddress(base.getHost(), base.getPort())),
            Secret.of(Sender.COOKIE),
            trust);
    return transport.put(ticket, UploadSource.of(item.source()), total -> {});
  }

  @Override
  public void close() {
    transport.close();
  }
}
