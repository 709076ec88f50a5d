package io.hostward.faults;

import io.hostward.Hostward;
import io.hostward.HostwardBuilder;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A Hostward with a transport and a session of its own. */
final class OpenHostward implements AutoCloseable {
  private final VSphere vsphere;
  private final Transport transport;
  private final Hostward hostward;

  private OpenHostward(VSphere vsphere, UnaryOperator<HostwardBuilder> settings) {
    this.vsphere = vsphere;
    this.transport = NettyTransport.create();
    this.hostward =
        settings.apply(Hostward.builder().vsphere(vsphere).transport(transport)).build();
  }

  /** With a policy and all else by default. */
  static OpenHostward of(VSphere vsphere, HostSelectionPolicy policy) {
    return of(vsphere, builder -> builder.policy(policy));
  }

  static OpenHostward of(VSphere vsphere, UnaryOperator<HostwardBuilder> settings) {
    return new OpenHostward(vsphere, settings);
  }

  Hostward hostward() {
    return hostward;
  }

  UploadResult upload(UploadRequest request) throws IOException {
    return hostward.upload(request);
  }

  CompletableFuture<UploadResult> uploadAsync(UploadRequest request) {
    return hostward.uploadAsync(request);
  }

  @Override
  public void close() {
    try (VSphere last = vsphere;
        Transport second = transport) {
      hostward.close();
    }
  }
}
