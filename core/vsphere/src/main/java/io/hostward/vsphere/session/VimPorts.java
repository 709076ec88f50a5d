package io.hostward.vsphere.session;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ServerTrust;
import io.hostward.vsphere.tunnel.TunnelFactory;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.handler.Handler;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** Makes ports that speak SOAP to one server over verified TLS. */
public final class VimPorts {
  private VimPorts() {}

  public static VimPortType open(
      URI url,
      ServerTrust trust,
      Optional<ProxyAddress> proxy,
      SessionCookie cookie,
      Duration connect,
      Duration answer) {
    // Reading the trust store and building the port take a tenth and half a second of a fresh
    // JVM's time, and need nothing of each other.
    FutureTask<SSLContext> tls = new FutureTask<>(() -> tls(trust));
    // Not a pool's thread: the common pool may be full of the application's blocking tasks.
    Thread thread = new Thread(tls, "hostward-vsphere-trust");
    thread.setDaemon(true);
    thread.start();
    VimPortType port = new VimService().getVimPort();
    BindingProvider provider = (BindingProvider) port;
    Map<String, Object> context = provider.getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url.toString());
    context.put("com.sun.xml.ws.connect.timeout", Math.toIntExact(connect.toMillis()));
    context.put("com.sun.xml.ws.request.timeout", Math.toIntExact(answer.toMillis()));
    SSLSocketFactory straight = done(tls).getSocketFactory();
    context.put(
        "com.sun.xml.ws.transport.https.client.SSLSocketFactory",
        proxy.<SSLSocketFactory>map(way -> new TunnelFactory(straight, way)).orElse(straight));
    // The default verifier leaves the name to the trust manager, which checks it for authorities
    // and not for pins.
    @SuppressWarnings("rawtypes")
    List<Handler> handlers = new ArrayList<>(provider.getBinding().getHandlerChain());
    handlers.add(cookie);
    provider.getBinding().setHandlerChain(handlers);
    return port;
  }

  /**
   * Asks for answers in the newest shape that both sides know: the SOAPAction names the version,
   * and a field that is younger than it (a ticket's SHA-256 thumbprints, since 7.0.3.1) is not
   * sent. Before the port is shared between threads.
   */
  public static void speak(VimPortType port, String serverVersion) {
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.SOAPACTION_USE_PROPERTY, true);
    context.put(
        BindingProvider.SOAPACTION_URI_PROPERTY, "urn:vim25/" + ApiVersion.toSpeak(serverVersion));
  }

  /** Interrupted or not: it reads one file and waits for nobody. */
  private static SSLContext done(Future<SSLContext> tls) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return tls.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException told
          ? told
          : new IllegalStateException("TLS cannot be set up", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SSLContext tls(ServerTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust.trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform offers no TLS", e);
    }
  }
}
