package io.hostward.experiment.trace;

import io.hostward.Hostward;
import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.Uploader;
import io.hostward.inventory.HostId;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.LabModelBuilder;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.state.HostState;
import io.hostward.lab.storage.StoreException;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Transport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A lab whose clock is moved by hand, with hosts that others use as well: each has a level of its
 * own, which scatters from sample to sample, and now and then a burst.
 */
public final class World implements AutoCloseable {
  /** One for all: what carries calls keeps nothing of a connection. */
  private static final Transport TRANSPORT = NettyTransport.create();

  private static final Duration INTERVAL = Duration.ofSeconds(20);

  public final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:07Z"));
  public final Lab lab;
  public final VimVSphere vsphere;
  public final Hostward hostward;
  public final Place place = new Place("vmstore", Optional.empty(), "");
  private final boolean real;
  private final Duration ahead;
  private final Random random;
  private final Noise noise;
  private final List<Integer> levels = new ArrayList<>();

  /**
   * What others move, in kilobytes per second.
   *
   * @param level the highest level
   * @param scatter standard deviation from one sample to the next
   * @param burst the largest burst
   * @param bursts how often a sample holds one, 0 to 1
   */
  public record Noise(int level, int scatter, int burst, double bursts) {
    public static final Noise NONE = new Noise(0, 0, 0, 0);
  }

  /**
   * A world.
   *
   * @param seed decides hidden host and loads
   * @param ahead how much the server's clock is ahead of ours
   */
  public World(
      long seed, int hosts, Noise noise, Duration ahead, UnaryOperator<LabModelBuilder> change)
      throws Exception {
    this(seed, hosts, noise, ahead, change, false);
  }

  private World(
      long seed,
      int hosts,
      Noise noise,
      Duration ahead,
      UnaryOperator<LabModelBuilder> change,
      boolean real)
      throws Exception {
    this.real = real;
    this.random = new Random(seed);
    this.noise = noise;
    this.ahead = ahead;
    LabModelBuilder model =
        LabModel.standard(hosts).toBuilder()
            .clock(real ? InstantSource.system() : now::get)
            .relaySeed(seed)
            .eachDatastore(store -> store.withStorage(StorageMode.discard()));
    lab = Lab.start(change.apply(model).build());
    lab.hosts().forEach(host -> levels.add(random.nextInt(noise.level() + 1)));
    vsphere =
        VimVSphere.builder(lab.url())
            .transport(TRANSPORT)
            .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .addressResolver(
                (host, known) ->
                    List.of(
                        HostAddress.parse(lab.host(host.name()).authority(), HostAddress.HTTPS)))
            .clock(clock())
            .build();
    hostward =
        Hostward.builder()
            .vsphere(vsphere)
            .transport(TRANSPORT)
            .policy(HostPolicies.firstUsable())
            .clock(clock())
            .build();
    for (int i = 0; !real && i < 40; i++) {
      step();
    }
  }

  /** A quiet one whose clock nobody moves. */
  public static World inRealTime(long seed, int hosts) throws Exception {
    return new World(seed, hosts, Noise.NONE, Duration.ZERO, UnaryOperator.identity(), true);
  }

  /** The client's clock. */
  InstantSource clock() {
    return real ? InstantSource.system() : () -> now.get().minus(ahead);
  }

  public Tracer tracer() {
    return tracer(Uploader.WAITING);
  }

  Tracer tracer(Uploader uploader) {
    return tracer(uploader, Counters.of(vsphere, place.datastore(), Optional.empty()));
  }

  Tracer tracer(Uploader uploader, Counters counters) {
    TestUploads uploads = new TestUploads(hostward, vsphere, place, "hostward-trace-", uploader);
    return new Tracer(
        hostward,
        vsphere,
        place,
        uploads,
        counters,
        HostPolicies.vcenterDefault(),
        clock(),
        real ? Pause.real(clock()) : this::until);
  }

  private void until(Instant client) {
    Instant server = client.plus(ahead);
    while (!nextSample().isAfter(server)) {
      step();
    }
    now.updateAndGet(time -> time.isBefore(server) ? server : time);
  }

  private Instant nextSample() {
    long seconds = now.get().getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, 20) + 20);
  }

  /** Moves on past the end of a sample, whose load is drawn; any question takes the sample. */
  private void step() {
    for (int i = 0; i < lab.hosts().size(); i++) {
      state(i).setLoad(load(levels.get(i)));
    }
    now.set(nextSample().plusSeconds(1));
    takeSamples();
  }

  private void takeSamples() {
    try {
      vsphere.traffic(place.datastore(), Optional.empty(), 1);
    } catch (VSphereException e) {
      throw new AssertionError(e);
    }
  }

  private HostState state(int index) {
    return lab.state().hosts().get(index);
  }

  private Load load(int level) {
    double kilobytes = level + noise.scatter() * random.nextGaussian();
    if (random.nextDouble() < noise.bursts()) {
      kilobytes += random.nextInt(noise.burst() + 1);
    }
    long received = Math.max(0, Math.round(kilobytes));
    return Load.IDLE
        .withReceivedKbps(received)
        .withTransmittedKbps(received / 2)
        .withWrittenKbps(received / 3);
  }

  /** The host through which vCenter relays, by the bytes that passed its port 902. */
  HostId carrier() {
    return lab.hosts().stream()
        .filter(host -> host.traffic().nfcIn() > 0)
        .map(LabHost::name)
        .map(name -> new HostId(id(name)))
        .findFirst()
        .orElseThrow();
  }

  private String id(String name) {
    return lab.state().hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow()
        .moid();
  }

  /** What stands on the datastore. */
  public List<String> files() throws StoreException {
    return lab.datastore(place.datastore()).files();
  }

  @Override
  public void close() {
    hostward.close();
    vsphere.close();
    lab.close();
  }
}
