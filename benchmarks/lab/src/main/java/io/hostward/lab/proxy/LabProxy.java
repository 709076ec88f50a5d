package io.hostward.lab.proxy;

import io.hostward.lab.proxy.Dialect.Target;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A forward proxy on 127.0.0.1, for HTTP's {@code CONNECT} or for SOCKS version 5. It notes where
 * its clients wanted to go and counts the bytes that passed. Safe for use by many threads.
 */
public final class LabProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LabProxy.class);

  private final Dialect dialect;
  private final Map<String, InetSocketAddress> names;
  private final OptionalInt answer;
  private final boolean silent;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(LabProxy::daemon);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger clients = new AtomicInteger();
  private final LongAdder bytes = new LongAdder();

  LabProxy(
      Dialect dialect, Map<String, InetSocketAddress> names, OptionalInt answer, boolean silent)
      throws IOException {
    this.dialect = dialect;
    this.names = names;
    this.answer = answer;
    this.silent = silent;
    this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  /** A proxy for HTTP's {@code CONNECT}. */
  public static LabProxyBuilder http() {
    return new LabProxyBuilder(HttpDialect::new);
  }

  /** A proxy for SOCKS version 5. */
  public static LabProxyBuilder socks5() {
    return new LabProxyBuilder(Socks5Dialect::new);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections clients have made, let in or not. */
  public int clients() {
    return clients.get();
  }

  /** Where clients that were let in wanted to go, {@code HOST:PORT} as they wrote it, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Bytes that passed from clients to servers. */
  public long bytes() {
    return bytes.sum();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(LabProxy::closeQuietly);
    threads.shutdownNow();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.incrementAndGet();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      Optional<Target> target = dialect.ask(in, out);
      if (target.isPresent()) {
        requests.add(target.get().toString());
      }
      if (!silent) {
        if (target.isPresent()) {
          pass(client, target.get());
        }
        client.shutdownOutput();
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("a client of the proxy has gone", e);
    } finally {
      open.remove(client);
    }
  }

  private void pass(Socket client, Target target) throws IOException {
    if (answer.isPresent()) {
      dialect.refuse(client.getOutputStream(), answer.getAsInt());
      return;
    }
    try (Socket server = new Socket()) {
      open.add(server);
      try {
        server.connect(
            names.getOrDefault(target.host(), new InetSocketAddress(target.host(), target.port())));
      } catch (IOException e) {
        dialect.refuse(client.getOutputStream(), dialect.unreachable());
        return;
      }
      dialect.grant(client.getOutputStream());
      tunnel(client, server);
      open.remove(server);
    }
  }

  /** Returns when one side has ended. */
  private void tunnel(Socket client, Socket server) throws IOException {
    threads.execute(() -> copyBack(server, client));
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes.add(count);
      out.write(buffer, 0, count);
    }
  }

  private static void copyBack(Socket server, Socket client) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      LOG.debug("one side of a tunnel has gone", e);
    } finally {
      closeQuietly(client);
      closeQuietly(server);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.debug("closing", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lab-proxy");
    thread.setDaemon(true);
    return thread;
  }
}
