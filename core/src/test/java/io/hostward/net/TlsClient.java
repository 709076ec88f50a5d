package io.hostward.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** The two ways in which the JDK's TLS meets our trust managers. */
enum TlsClient {
  /** A bare socket with endpoint identification, as our transport has it. */
  SOCKET {
    @Override
    String get(SSLSocketFactory factory, String host, int port) throws IOException {
      try (SSLSocket socket =
          (SSLSocket)
              factory.createSocket(
                  new Socket(InetAddress.getLoopbackAddress(), port), host, port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
      }
    }
  },
  /** The JDK's HTTP client with its own host name verifier, as JAX-WS has it. */
  HTTPS_URL_CONNECTION {
    @Override
    String get(SSLSocketFactory factory, String host, int port) throws IOException {
      HttpsURLConnection connection =
          (HttpsURLConnection)
              URI.create("https://" + host + ":" + port + "/").toURL().openConnection();
      connection.setSSLSocketFactory(factory);
      connection.setConnectTimeout(10_000);
      connection.setReadTimeout(10_000);
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  };

  abstract String get(SSLSocketFactory factory, String host, int port) throws IOException;

  /** Asks the server for "ok" and returns what it says. */
  String get(ServerTrust trust, String host, int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust.trustManager()}, null);
      return get(context.getSocketFactory(), host, port);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
