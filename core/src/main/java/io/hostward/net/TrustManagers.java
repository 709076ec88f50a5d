package io.hostward.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link ServerTrust} into the JDK's kind of trust manager. Client certificates are never
 * accepted.
 */
final class TrustManagers {
  private TrustManagers() {}

  static X509ExtendedTrustManager of(ServerTrust trust) {
    if (trust instanceof ServerTrust.Pinned pinned) {
      return new ServerOnly((chain, type, engine, socket) -> checkPin(pinned, chain));
    } else if (trust instanceof ServerTrust.Authorities authorities) {
      return platform(keyStore(authorities.roots()));
    } else if (trust instanceof ServerTrust.SystemAuthorities) {
      return platform(null);
    } else if (trust instanceof ServerTrust.AnyOf anyOf) {
      List<X509ExtendedTrustManager> managers =
          anyOf.alternatives().stream().map(TrustManagers::of).toList();
      return new ServerOnly(
          (chain, type, engine, socket) -> checkAny(managers, chain, type, engine, socket));
    }
    return new ServerOnly((chain, type, engine, socket) -> {});
  }

  private static void checkPin(ServerTrust.Pinned pinned, X509Certificate[] chain)
      throws CertificateException {
    if (pinned.thumbprints().stream().noneMatch(thumbprint -> thumbprint.matches(chain[0]))) {
      List<Thumbprint> presented =
          pinned.thumbprints().stream()
              .map(Thumbprint::algorithm)
              .distinct()
              .sorted()
              .map(algorithm -> Thumbprint.of(chain[0], algorithm))
              .toList();
      throw new CertificateException(
          "the server's certificate has the thumbprint "
              + joined(presented, " and ")
              + ", expected was "
              + joined(pinned.thumbprints(), " or "));
    }
  }

  private static String joined(Collection<Thumbprint> thumbprints, String between) {
    return thumbprints.stream()
        .sorted(Comparator.comparing(Thumbprint::algorithm).thenComparing(Thumbprint::hex))
        .map(Thumbprint::hex)
        .collect(Collectors.joining(between));
  }

  private static void checkAny(
      List<X509ExtendedTrustManager> managers,
      X509Certificate[] chain,
      String type,
      @Nullable SSLEngine engine,
      @Nullable Socket socket)
      throws CertificateException {
    List<CertificateException> refusals = new ArrayList<>();
    for (X509ExtendedTrustManager manager : managers) {
      try {
        ServerOnly.check(manager, chain, type, engine, socket);
        return;
      } catch (CertificateException e) {
        refusals.add(e);
      }
    }
    CertificateException refusal =
        new CertificateException(
            "the server's certificate is accepted by nothing that is trusted: "
                + refusals.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
    refusals.forEach(refusal::addSuppressed);
    throw refusal;
  }

  private static KeyStore keyStore(List<X509Certificate> roots) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < roots.size(); i++) {
        store.setCertificateEntry("root-" + i, roots.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot build a key store of authorities", e);
    }
  }

  private static X509ExtendedTrustManager platform(@Nullable KeyStore roots) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the platform has no X.509 trust manager"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open the platform's trust store", e);
    }
  }

  private interface Check {
    void run(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine, @Nullable Socket socket)
        throws CertificateException;
  }

  private static final class ServerOnly extends X509ExtendedTrustManager {
    private final Check check;

    ServerOnly(Check check) {
      this.check = check;
    }

    static void check(
        X509ExtendedTrustManager manager,
        X509Certificate[] chain,
        String type,
        @Nullable SSLEngine engine,
        @Nullable Socket socket)
        throws CertificateException {
      if (engine != null) {
        manager.checkServerTrusted(chain, type, engine);
      } else if (socket != null) {
        manager.checkServerTrusted(chain, type, socket);
      } else {
        manager.checkServerTrusted(chain, type);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check.run(chain, type, null, null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check.run(chain, type, null, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check.run(chain, type, engine, null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("client certificates are not accepted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
