package io.hostward.peers.sender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** The client that the JDK has since 11, with its own publisher of files. */
record HttpClientWay(HttpClient client, int parallel) implements Sender.Way {

  static HttpClientWay of(Path ca, int parallel) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(Certificates.trusting(ca))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new HttpClientWay(client, parallel);
  }

  @Override
  public void send(URI base, List<Sender.Item> items) throws Exception {
    Semaphore free = new Semaphore(parallel);
    Deque<CompletableFuture<HttpResponse<Void>>> underWay = new ArrayDeque<>();
    for (Sender.Item item : items) {
      free.acquire();
      HttpRequest request =
          HttpRequest.newBuilder(item.at(base))
              .header("Cookie", Sender.COOKIE)
              .PUT(HttpRequest.BodyPublishers.ofFile(item.source()))
              .build();
      underWay.add(
          client
              .sendAsync(request, HttpResponse.BodyHandlers.discarding())
              .whenComplete((answer, failure) -> free.release()));
      while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
        check(underWay.removeFirst());
      }
    }
    for (CompletableFuture<HttpResponse<Void>> upload : underWay) {
      check(upload);
    }
  }

  private static void check(CompletableFuture<HttpResponse<Void>> upload) throws Exception {
    int status = upload.get().statusCode();
    if (status / 100 != 2) {
      throw new IOException("status " + status);
    }
  }
}
