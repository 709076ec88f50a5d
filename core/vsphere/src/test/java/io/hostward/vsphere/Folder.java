package io.hostward.vsphere;

import io.hostward.lab.LabHost;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Sends a small file to a host's {@code /folder} by the JDK's client. */
final class Folder {
  private Folder() {}

  /** Returns the status. */
  static int put(LabHost host, String requestTarget, Secret cookie) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(
        null,
        new TrustManager[] {
          ServerTrust.pinned(Thumbprint.parse(host.identity().sha256())).trustManager()
        },
        null);
    HttpClient client =
        HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + host.authority() + requestTarget))
            .header("Cookie", cookie.reveal())
            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[3]))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
