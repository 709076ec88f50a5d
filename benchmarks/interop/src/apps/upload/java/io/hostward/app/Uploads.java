package io.hostward.app;

import io.hostward.Hostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Secret;
import io.hostward.netty.NettyTransport;
import io.hostward.netty.TlsProvider;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Transport;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import io.hostward.vsphere.VimVSphere;
import io.hostward.vsphere.VimVSphereBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Carries out orders: each with a connection and a Hostward of its own. */
final class Uploads implements AutoCloseable {
  private final Transport transport =
      NettyTransport.builder()
          .stallTimeout(Duration.ofSeconds(2))
          .answerTimeout(Duration.ofSeconds(2))
          .tlsProvider(TlsProvider.valueOf(System.getProperty("app.tls", "BEST")))
          .build();

  /** How it ended, as {@code key=value} and tabs. */
  String carryOut(Order order) {
    long begun = System.nanoTime();
    String told;
    try {
      told = done(upload(order));
    } catch (Throwable e) {
      told = failed(e instanceof ExecutionException ? e.getCause() : e);
    }
    return told + "\tmillis=" + (System.nanoTime() - begun) / 1_000_000;
  }

  private UploadResult upload(Order order) throws Exception {
    try (VimVSphere vsphere = connect(order);
        Hostward hostward =
            Hostward.builder()
                .vsphere(vsphere)
                .transport(transport)
                .policy(HostPolicies.named(order.get("policy", "first-usable")))
                .patience(order.duration("patience", 1000))
                .build()) {
      return order.has("cancelIn") ? cancelled(hostward, order) : hostward.upload(request(order));
    }
  }

  private VimVSphere connect(Order order) throws Exception {
    VimVSphereBuilder builder =
        VimVSphere.builder(order.url())
            .transport(transport)
            .trust(order.trust("trust"))
            .callTimeout(order.duration("callTimeout", 30_000))
            .addressResolver(order::where);
    if (order.has("hostTrust")) {
      builder.hostTrust(order.trust("hostTrust"));
    }
    if (order.has("ownPort")) {
      OwnSession own = OwnSession.open(theOwnPort(), order);
      return builder.port(own.port(), own.cookie()).build();
    }
    return builder.credentials(order.get("user"), Secret.of(order.get("password"))).build();
  }

  private static OwnPort theOwnPort() {
    return ServiceLoader.load(OwnPort.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this application has no port of its own"));
  }

  /** Cancels the upload when it has come to a stage. */
  private static UploadResult cancelled(Hostward hostward, Order order) throws Exception {
    Stage stage = Stage.valueOf(order.get("cancelIn"));
    CompletableFuture<Void> there = new CompletableFuture<>();
    CompletableFuture<UploadResult> upload =
        hostward.uploadAsync(
            request(order)
                .heardBy(
                    event -> {
                      if (event instanceof UploadEvent.StageBegun begun && begun.stage() == stage) {
                        there.complete(null);
                      } else if (event instanceof UploadEvent.Ended) {
                        there.completeExceptionally(new IllegalStateException("never there"));
                      }
                    }));
    try {
      there.join();
      upload.cancel(true);
    } catch (CompletionException e) {
      // It ended before; how is told below.
    }
    return upload.get();
  }

  private static UploadRequest request(Order order) {
    byte[] content = new byte[Integer.parseInt(order.get("size"))];
    new Random(content.length).nextBytes(content);
    UploadRequest request =
        UploadRequest.of(UploadSource.of(content), DatastorePath.parse(order.get("target")))
            .over(RoutePreference.valueOf(order.get("routes", "DIRECT_THEN_RELAY")))
            .verifiedBy(VerificationMode.valueOf(order.get("verify", "SIZE")));
    return order.has("within") ? request.within(order.duration("within", 0)) : request;
  }

  private static String done(UploadResult result) {
    return line(
        Map.of(
            "ended",
            "done",
            "route",
            "" + result.route(),
            "sha256",
            result.sha256().orElse(""),
            "tls",
            result.receipt().tls()));
  }

  private static String failed(Throwable failure) {
    String domain =
        failure instanceof UploadException upload
            ? upload.domain().name()
            : failure instanceof VSphereException call ? call.domain().name() : "";
    String state = failure instanceof UploadException end ? "" + end.outcome().target() : "";
    return line(
        Map.of(
            "ended",
            "refused",
            "type",
            failure.getClass().getSimpleName(),
            "domain",
            domain,
            "target",
            state,
            "words",
            String.valueOf(failure.getMessage())));
  }

  private static String line(Map<String, String> values) {
    StringBuilder line = new StringBuilder();
    values.forEach(
        (key, value) -> {
          line.append(line.isEmpty() ? "" : "\t").append(key).append('=');
          line.append(value.replaceAll("[\\t\\r\\n]+", " "));
        });
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
