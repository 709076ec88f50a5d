package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS server on a real socket that does to each connection what a script says. */
final class ScriptedServer implements AutoCloseable {
  static final String COOKIE = "vmware_cgi_ticket=\"52c9a4f1-secret-ticket\"";

  private final ServerSocket listener;
  private final SSLContext context;
  private final Script script;
  private final String[] protocols;
  private final X509Bundle identity;
  private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What happens on one connection, once TLS stands. */
  @FunctionalInterface
  interface Script {
    void serve(Peer peer, BlockingQueue<String> notes) throws Exception;
  }

  ScriptedServer(X509Bundle identity, Script script, String... protocols) throws Exception {
    this.identity = identity;
    this.script = script;
    this.protocols = protocols;
    this.context = SSLContext.getInstance("TLS");
    this.context.init(identity.toKeyManagerFactory().getKeyManagers(), null, null);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  static ScriptedServer of(Script script) throws Exception {
    return new ScriptedServer(Certificates.HOST, script);
  }

  /** Lets connections that are accepted from now on hold no more than this unread. */
  void receiveBuffer(int bytes) throws IOException {
    listener.setReceiveBufferSize(bytes);
  }

  HostAddress address() {
    return new HostAddress("127.0.0.1", listener.getLocalPort());
  }

  /** Returns what the script noted, waiting for it. */
  String note() throws InterruptedException {
    String note = notes.poll(20, TimeUnit.SECONDS);
    if (note == null) {
      throw new AssertionError("the server noted nothing");
    }
    return note;
  }

  /** Returns in how many milliseconds sessions began; one that is resumed began before. */
  int newSessions() {
    return sessions.size();
  }

  boolean hasNotes() {
    return !notes.isEmpty();
  }

  ServiceTicket ticket(HttpMethod method) {
    return ticket(method, Certificates.pin(identity), address());
  }

  ServiceTicket put() {
    return ticket(HttpMethod.PUT);
  }

  ServiceTicket get() {
    return ticket(HttpMethod.GET);
  }

  static ServiceTicket ticket(HttpMethod method, ServerTrust trust, HostAddress... addresses) {
    return new ServiceTicket(
        method,
        new FolderTarget("/folder/a%20b%2B%23.iso?dsName=vm%20store"),
        List.of(addresses),
        Secret.of(COOKIE),
        trust);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      tls.setUseClientMode(false);
      if (protocols.length > 0) {
        tls.setEnabledProtocols(protocols);
      }
      tls.startHandshake();
      sessions.add(tls.getSession().getCreationTime());
      script.serve(new Peer(socket, tls), notes);
    } catch (Exception e) {
      notes.add("failed: " + e);
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
