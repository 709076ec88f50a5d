package io.hostward.cli.lab;

import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.text.ByteRate;
import io.hostward.experiment.Flow;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.LabModelBuilder;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.model.VcenterModel;
import io.hostward.lab.state.Traffic;
import io.hostward.lab.storage.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lab within this process. */
public final class LabRun implements AutoCloseable {
  /** The datastore that all of its hosts mount. */
  public static final String SHARED_DATASTORE = "vmstore";

  /** More bytes than these are not kept, unless a folder is named for them. */
  public static final long LARGE = 256L << 20;

  private static final int MOST_HOSTS = 84;

  private static final int MOST_DATASTORES = 2_000;

  private final Lab lab;

  private LabRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * Starts one.
   *
   * @param port of vCenter and of every host, each of which has an address of its own; 0 for free
   *     ones
   * @param largeFiles whether no content is kept unless the options say where
   */
  public static LabRun start(LabOptions options, int port, boolean largeFiles)
      throws CommandFailure {
    check(options);
    try {
      return new LabRun(Lab.start(model(options, port, largeFiles)));
    } catch (IllegalStateException | UncheckedIOException e) {
      Throwable cause = e.getCause();
      String why =
          e instanceof UncheckedIOException && cause != null
              ? CommandFailure.words(cause)
              : e.getMessage();
      throw new CommandFailure(ExitCode.CONNECTION, "the lab could not start: " + why, e);
    }
  }

  static void check(LabOptions options) throws CommandFailure {
    CommandFailure.requireRange("--hosts", options.hosts(), 1, MOST_HOSTS);
    CommandFailure.requireRange("--datastores", options.datastores(), 1, MOST_DATASTORES);
    if (options.discard() && options.storage().isPresent()) {
      throw CommandFailure.usage("--storage keeps files and --discard does not: choose one");
    }
  }

  private static LabModel model(LabOptions options, int port, boolean largeFiles) {
    LabModelBuilder builder =
        LabModel.standard(options.hosts()).toBuilder()
            .vcenter(
                VcenterModel.standard()
                    .withHttpsPort(port)
                    .withRelayBytesPerSecond(rate(options.relayRate())))
            .eachHost(host -> host.httpsPort(port).bytesPerSecond(rate(options.hostRate())));
    List<String> hosts = builder.build().hosts().stream().map(HostModel::moid).toList();
    for (int n = 2; n <= options.datastores(); n++) {
      builder.addDatastore(
          DatastoreModel.vmfs("datastore-" + (1_000 + n), SHARED_DATASTORE + "-" + n, hosts));
    }
    return builder
        .eachDatastore(store -> store.withStorage(storage(options, store, largeFiles)))
        .build();
  }

  private static long rate(Optional<ByteRate> rate) {
    return rate.map(ByteRate::bytesPerSecond).orElse(0L);
  }

  private static StorageMode storage(LabOptions options, DatastoreModel store, boolean largeFiles) {
    Optional<Path> folder = options.storage();
    if (folder.isPresent()) {
      return new StorageMode.Directory(folder.get().resolve(store.name()));
    }
    return options.discard() || largeFiles
        ? StorageMode.discard()
        : StorageMode.temporaryDirectory();
  }

  public Lab lab() {
    return lab;
  }

  /** Returns how to log in to it. */
  public ServerConnection connection(Optional<String> datacenter) {
    return LabLogin.of(this).connection(datacenter);
  }

  /** Returns host and port of each host's HTTPS entrance by its name. */
  Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    lab.hosts().forEach(host -> hosts.put(host.name(), host.authority()));
    return hosts;
  }

  /** Returns the values of the {@code --resolve} options that lead to its hosts. */
  public List<String> resolveOptions() {
    List<String> options = new ArrayList<>();
    hosts().forEach((name, authority) -> options.add(name + "=" + authority));
    return options;
  }

  List<String> datastores() {
    return lab.datastores().stream().map(LabDatastore::name).toList();
  }

  /** Returns the calls that came to the vCenter, by operation. */
  Map<String, Long> calls() {
    return lab.vcenter().calls();
  }

  /** Returns the bytes into and out of every server, the vCenter first. */
  public List<Flow> flows() {
    List<Flow> flows = new ArrayList<>();
    flows.add(flow(Flow.VCENTER, lab.vcenter().traffic()));
    for (LabHost host : lab.hosts()) {
      flows.add(flow(host.name(), host.traffic()));
    }
    return flows;
  }

  private static Flow flow(String server, Traffic traffic) {
    return new Flow(
        server, traffic.httpsIn(), traffic.httpsOut(), traffic.nfcIn(), traffic.nfcOut());
  }

  /** Returns the SHA-256 of a file as it arrived, if it is there. */
  public Optional<String> sha256(DatastorePath file) {
    try {
      return Optional.of(lab.datastore(file.datastore()).sha256(file.path()));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}
