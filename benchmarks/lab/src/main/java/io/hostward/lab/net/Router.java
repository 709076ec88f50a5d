package io.hostward.lab.net;

import io.hostward.lab.folder.FolderService;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.ApiVersion;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;

/** Sends each request of one server to what answers its path. Thread-safe. */
final class Router implements BiFunction<HttpRequest, Responder, Exchange> {
  private final LabState state;
  private final String server;
  private final FolderService folder;
  private final SoapHandler soap;
  private final ExecutorService workers;

  Router(
      LabState state,
      String server,
      FolderService folder,
      SoapHandler soap,
      ExecutorService workers) {
    this.state = state;
    this.server = server;
    this.folder = folder;
    this.soap = soap;
    this.workers = workers;
  }

  @Override
  public Exchange apply(HttpRequest request, Responder client) {
    if (FolderService.matches(request.uri())) {
      return folder.open(request, client);
    }
    return switch (request.uri()) {
      case "/sdk", "/sdk/" -> sdk(request, client);
      case "/sdk/vimServiceVersions.xml" ->
          answer(client, HttpReply.of(200, "text/xml", Versions.xml(newest())));
      default -> other(request, client);
    };
  }

  private ApiVersion newest() {
    var vcenter = state.model().vcenter();
    return ApiVersion.parse(vcenter == null ? "8.0.3" : vcenter.version());
  }

  private static Exchange other(HttpRequest request, Responder client) {
    Optional<byte[]> document = SdkDocuments.find(request.uri());
    if (document.isPresent() && reads(request)) {
      return answer(client, HttpReply.of(200, "text/xml", document.get()));
    }
    return answer(client, HttpReply.status(reads(request) ? 404 : 400));
  }

  private Exchange sdk(HttpRequest request, Responder client) {
    return request.method().equals(HttpMethod.POST)
        ? new SoapExchange(state, server, soap, workers, request, client)
        : answer(client, HttpReply.status(405).with("Allow", "POST"));
  }

  private static boolean reads(HttpRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static Exchange answer(Responder client, HttpReply reply) {
    client.reply(reply);
    return Exchange.ANSWERED;
  }
}
