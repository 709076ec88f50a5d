package io.hostward.vsphere.tunnel;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * A socket that reaches its server through a proxy. It hands the proxy the server's name.
 *
 * <p>The JDK's own sockets know proxies too, but ask a process-wide {@code Authenticator} for user
 * and password, and that belongs to the application.
 */
final class TunnelSocket extends Socket {
  private final ProxyAddress proxy;

  TunnelSocket(ProxyAddress proxy) {
    // Without this the JVM's own SOCKS properties would apply to the way to the proxy.
    super(java.net.Proxy.NO_PROXY);
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  /**
   * Connects.
   *
   * @param timeout milliseconds for everything; 0 for as long as it takes
   * @throws ProxyException if the proxy cannot be reached or does not let the connection through
   */
  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    InetSocketAddress to = (InetSocketAddress) endpoint;
    HostAddress server = new HostAddress(to.getHostString(), to.getPort());
    long begun = System.nanoTime();
    try {
      reachProxy(timeout);
      long left = timeout - Duration.ofNanos(System.nanoTime() - begun).toMillis();
      setSoTimeout(timeout == 0 ? 0 : (int) Math.max(1, left));
      ProxyHandshake handshake =
          new ProxyHandshake(proxy, server, getInputStream(), getOutputStream());
      handshake.run();
      setSoTimeout(0);
    } catch (SocketTimeoutException e) {
      close();
      throw because(e, ProxyException.silent(proxy, server));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void reachProxy(int timeout) throws IOException {
    HostAddress address = proxy.address();
    try {
      super.connect(new InetSocketAddress(address.host(), address.port()), timeout);
    } catch (UnknownHostException e) {
      throw because(e, ProxyException.away(proxy, "has a name that cannot be resolved"));
    } catch (SocketTimeoutException e) {
      throw because(e, ProxyException.away(proxy, "did not answer in time"));
    } catch (ConnectException e) {
      throw because(e, ProxyException.away(proxy, "refused the connection"));
    } catch (IOException e) {
      throw because(e, ProxyException.away(proxy, "cannot be reached (" + e.getMessage() + ")"));
    }
  }

  private static ProxyException because(IOException cause, ProxyException failure) {
    failure.initCause(cause);
    return failure;
  }
}
