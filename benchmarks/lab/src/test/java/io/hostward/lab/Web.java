package io.hostward.lab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The JDK's HTTP client, set to trust the lab: a client that shares no code with it. */
final class Web {
  static final SSLContext TRUSTING = trusting();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .sslContext(TRUSTING)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Web() {}

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpResponse<byte[]> send(
      String method, String authority, String target, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + authority + target))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  static HttpResponse<byte[]> put(String authority, String target, byte[] body, String cookie)
      throws Exception {
    return send("PUT", authority, target, BodyPublishers.ofByteArray(body), "Cookie", cookie);
  }

  static HttpResponse<byte[]> get(String authority, String target, String... headers)
      throws Exception {
    return send("GET", authority, target, BodyPublishers.noBody(), headers);
  }
}
