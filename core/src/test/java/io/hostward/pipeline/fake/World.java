package io.hostward.pipeline.fake;

import io.hostward.Hostward;
import io.hostward.HostwardBuilder;
import io.hostward.TestSettings;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.pipeline.Limits;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A datastore, the hosts {@code esx1}, {@code esx2}... that mount it, and a Hostward that uploads
 * to it.
 */
public final class World implements AutoCloseable {
  public static final DatastorePath TARGET = DatastorePath.parse("[vmstore] disk.iso");
  public static final byte[] OLD = "the file as it was".getBytes(StandardCharsets.UTF_8);
  public static final byte[] NEW = "what stands there from now on".getBytes(StandardCharsets.UTF_8);

  public final FakeStore store = new FakeStore();
  public final FakeVSphere vsphere;
  public final FakeTransport transport;
  public final FakeTime time = new FakeTime();
  public final Hostward hostward;

  private World(int hosts, Consumer<HostwardBuilder> settings) {
    vsphere = new FakeVSphere(store, inventory(mounts(hosts)));
    transport = new FakeTransport(store, vsphere.tickets());
    HostwardBuilder builder =
        Hostward.builder().vsphere(vsphere).transport(transport).policy(World::inOrder).clock(time);
    TestSettings.waiting(builder, Limits.DEFAULT, time);
    TestSettings.nanoTime(builder, time::nanos);
    settings.accept(builder);
    hostward = builder.build();
  }

  /** So many hosts, all usable, and a relay. */
  public static World of(int hosts) {
    return new World(hosts, builder -> {});
  }

  /** The same, with other settings. */
  public static World of(int hosts, Consumer<HostwardBuilder> settings) {
    return new World(hosts, settings);
  }

  /** The same, with {@link #OLD} under the target's name. */
  public static World withOldFile(int hosts) {
    World world = of(hosts);
    world.store.put(TARGET, OLD);
    return world;
  }

  /** Two hosts and the old file; the first upload to the first host hangs in the middle. */
  public static World hanging() {
    World world = withOldFile(2);
    world.transport.next("esx1", new Effect.HangsAfter(8));
    return world;
  }

  /** With a policy of its own. */
  public static World ranking(int hosts, HostSelectionPolicy policy) {
    return new World(hosts, builder -> builder.policy(policy));
  }

  /** An ordinary upload of {@link #NEW} to {@link #TARGET}. */
  public static UploadRequest request() {
    return UploadRequest.of(UploadSource.of(NEW), TARGET);
  }

  /** Usable mounts. */
  public static List<Mount> mounts(int hosts) {
    List<Mount> mounts = new ArrayList<>();
    for (int i = 1; i <= hosts; i++) {
      mounts.add(mount("esx" + i, HostSnapshot.Connection.CONNECTED));
    }
    return mounts;
  }

  public static Mount mount(String name, HostSnapshot.Connection connection) {
    HostSnapshot host =
        new HostSnapshot(
            new HostId("host-" + name),
            name,
            Optional.empty(),
            connection,
            HostSnapshot.Power.ON,
            false,
            false,
            List.of(),
            Optional.empty(),
            HostLoad.UNKNOWN,
            List.of());
    return new Mount(host, Mount.AccessMode.READ_WRITE, true, Optional.of(true), Optional.empty());
  }

  public static InventorySnapshot inventory(List<Mount> mounts) {
    return inventory(mounts, OptionalLong.empty(), OptionalLong.empty(), "normal");
  }

  public static InventorySnapshot inventory(
      List<Mount> mounts, OptionalLong freeSpace, OptionalLong maxFileSize, String maintenance) {
    return new InventorySnapshot(
        new DatastoreSnapshot(
            "datastore-1",
            "vmstore",
            "Lab/Prague",
            Optional.of("VMFS"),
            OptionalLong.empty(),
            freeSpace,
            maxFileSize,
            true,
            maintenance),
        mounts,
        Instant.EPOCH);
  }

  /** Ranks the usable hosts as they come. */
  public static Selection inOrder(
      InventorySnapshot snapshot, io.hostward.ranking.SelectionContext context) {
    List<RankedHost> ranked = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>();
    for (Mount mount : snapshot.mounts()) {
      mount
          .unusable()
          .ifPresentOrElse(
              why -> refused.add(new Rejection(mount.host(), why)),
              () -> ranked.add(new RankedHost(mount.host(), 1, "as it comes")));
    }
    return new Selection("in-order", ranked, refused);
  }

  /** What stands under the target's name, as text. */
  public String target() {
    return store
        .read(TARGET)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("(nothing)");
  }

  @Override
  public void close() {
    hostward.close();
    transport.close();
  }
}
