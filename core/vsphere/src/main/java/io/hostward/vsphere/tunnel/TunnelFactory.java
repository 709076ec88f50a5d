package io.hostward.vsphere.tunnel;

import io.hostward.net.ProxyAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes TLS sockets whose bytes go through a proxy.
 *
 * <p>The JDK's HTTPS client asks first for an unconnected socket, connects it, and then has TLS
 * laid over it. Every other way to a socket is closed: it would bypass the proxy.
 */
public final class TunnelFactory extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private final ProxyAddress proxy;

  public TunnelFactory(SSLSocketFactory tls, ProxyAddress proxy) {
    this.tls = tls;
    this.proxy = proxy;
  }

  @Override
  public Socket createSocket() {
    return new TunnelSocket(proxy);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    if (!(socket instanceof TunnelSocket)) {
      // The properties are looked at before this factory is.
      throw new SocketException(
          "the JVM's own proxy settings (https.proxyHost, socksProxyHost, java.net.useSystemProxies)"
              + " would bypass the proxy "
              + proxy
              + "; exempt "
              + host
              + " from them with http.nonProxyHosts, or use only one of the two");
    }
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw byTheProxyAlone();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw byTheProxyAlone();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw byTheProxyAlone();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw byTheProxyAlone();
  }

  private SocketException byTheProxyAlone() {
    return new SocketException("connections are made through " + proxy + " and in no other way");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
