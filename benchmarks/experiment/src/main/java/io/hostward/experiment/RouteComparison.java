package io.hostward.experiment;

import io.hostward.Hostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Uploads one file by each route in turn: straight to each usable host, and through vCenter. Every
 * file is deleted before the next begins, so that none finds the space of another taken.
 */
public final class RouteComparison {
  private final Hostward hostward;
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final FlowMeter meter;
  private final Uploader uploader;

  /** Uploads one file, with progress and interruption as the caller wants them. */
  @FunctionalInterface
  public interface Uploader {
    /**
     * Uploads.
     *
     * @throws IOException if the upload failed; the comparison goes on
     * @throws InterruptedException if the comparison is to end
     */
    void upload(Hostward hostward, UploadRequest request) throws IOException, InterruptedException;
  }

  /**
   * A comparison.
   *
   * @param hostward built on this vSphere
   * @param policy ranks the hosts
   * @param meter counts where the bytes went, where that is known
   */
  public RouteComparison(
      Hostward hostward,
      VSphere vsphere,
      HostSelectionPolicy policy,
      FlowMeter meter,
      Uploader uploader) {
    this.hostward = hostward;
    this.vsphere = vsphere;
    this.policy = policy;
    this.meter = meter;
    this.uploader = uploader;
  }

  /**
   * Returns the routes: the usable hosts by rank, then the relay.
   *
   * @throws IOException if the datastore cannot be found or read
   */
  public List<Route> routes(String datastore, Optional<String> datacenter) throws IOException {
    Selection selection = hostward.rank(datastore, datacenter, OptionalLong.empty());
    List<Route> routes = new ArrayList<>();
    for (RankedHost ranked : selection.ranked()) {
      routes.add(new Route.Direct(ranked.host()));
    }
    vsphere.relay().ifPresent(routes::add);
    return routes;
  }

  /**
   * Uploads over one route and deletes the file again.
   *
   * @param source the file
   * @param target where it stands meanwhile
   * @param datacenter the datastore's datacenter, where it must be told
   * @throws IOException if the file was uploaded and cannot be deleted
   * @throws InterruptedException if the uploader was interrupted
   */
  public RouteRun run(
      Route route, UploadSource source, DatastorePath target, Optional<String> datacenter)
      throws IOException, InterruptedException {
    UploadRequest request = over(route, UploadRequest.of(source, target));
    List<Flow> before = meter.read();
    long start = System.nanoTime();
    Optional<String> problem = upload(datacenter.map(request::in).orElse(request));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    List<Flow> flows = meter.since(before);
    vsphere.datastore(target.datastore(), datacenter).delete(target);
    return new RouteRun(route, source.size(), elapsed, flows, problem);
  }

  private Optional<String> upload(UploadRequest request) throws InterruptedException {
    try {
      uploader.upload(hostward, request);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private UploadRequest over(Route route, UploadRequest request) {
    return route instanceof Route.Direct direct
        ? request
            .over(RoutePreference.DIRECT_ONLY)
            .by(new OneHostPolicy(policy, direct.host().id()))
        : request.over(RoutePreference.RELAY_ONLY);
  }

  /** Returns a route's name for tables: {@code direct to ESX1}, {@code relay through vCenter}. */
  public static String label(Route route) {
    return route instanceof Route.Direct direct
        ? "direct to " + direct.host().name()
        : "relay through vCenter";
  }
}
