package io.hostward.bulk.upload;

import io.hostward.DatastoreFiles;
import io.hostward.Hostward;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.vsphere.VSphereDatastores;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A lab, and all that a run against it takes. */
final class LabSite implements AutoCloseable {
  private final Lab lab;
  private final Transport transport = NettyTransport.create();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final VSphere vsphere;
  private final Hostward hostward;

  LabSite(LabModel model) throws IOException {
    lab = Lab.start(model);
    vsphere =
        VimVSphere.builder(lab.url())
            .transport(transport)
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
            .addressResolver(
                (host, candidates) ->
                    List.of(
                        HostAddress.parse(lab.host(host.name()).authority(), HostAddress.HTTPS)))
            .build();
    hostward =
        Hostward.builder()
            .vsphere(vsphere)
            .transport(transport)
            .policy(HostPolicies.firstUsable())
            .patience(Duration.ZERO)
            .build();
  }

  Lab lab() {
    return lab;
  }

  List<DatastoreInfo> datastores() throws IOException {
    return new VSphereDatastores(vsphere, Optional.empty()).list();
  }

  /** Bytes that came to the hosts' doors. */
  long received() {
    return lab.hosts().stream().mapToLong(host -> host.traffic().httpsIn()).sum();
  }

  CopyingCarrier carrier(CopyCheck check) {
    UploadCarrier uploads =
        new UploadCarrier(
            hostward, vsphere, HostPolicies.firstUsable(), request -> request, workers);
    return new CopyingCarrier(vsphere, uploads, check, workers);
  }

  DatastoreFiles files() {
    return hostward.files();
  }

  /** Reads copies back. */
  CopyCheck readBack() {
    return new ReadBack(hostward.files(), Sources.local());
  }

  BulkRunBuilder run(Path ledger) throws IOException {
    return BulkRun.builder()
        .ledger(ledger)
        .listings(new VSphereListings(vsphere))
        .carrier(carrier(CopyCheck.SIZE))
        .datastores(datastores())
        .retries(new RetryRule(1, Duration.ZERO, 5));
  }

  @Override
  public void close() {
    workers.shutdown();
    try (lab;
        transport;
        VSphere last = vsphere) {
      hostward.close();
    }
  }
}
