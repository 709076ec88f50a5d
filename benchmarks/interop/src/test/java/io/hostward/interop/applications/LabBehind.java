package io.hostward.interop.applications;

import io.hostward.lab.Lab;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The lab's vCenter behind a {@link Front}: calls are passed on to it. */
final class LabBehind {
  private final Lab lab;
  private final HttpClient client;

  LabBehind(Lab lab) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      ServerTrust trust = ServerTrust.pinned(Thumbprint.parse(lab.thumbprint()));
      tls.init(null, new TrustManager[] {trust.trustManager()}, null);
      this.lab = lab;
      this.client =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers as the lab does. */
  boolean passOn(Front.Request request, OutputStream out) throws IOException {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create("https://" + lab.vcenter().authority() + request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (String header : new String[] {"Content-Type", "SOAPAction", "Cookie"}) {
      if (!request.header(header).isEmpty()) {
        call.header(header, request.header(header));
      }
    }
    try {
      write(client.send(call.build(), HttpResponse.BodyHandlers.ofByteArray()), out);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void write(HttpResponse<byte[]> answer, OutputStream out) throws IOException {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 " + answer.statusCode() + " passed on\r\n")
            .append("Content-Length: " + answer.body().length + "\r\n");
    answer
        .headers()
        .allValues("Set-Cookie")
        .forEach(cookie -> head.append("Set-Cookie: " + cookie + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body());
    out.flush();
  }
}
