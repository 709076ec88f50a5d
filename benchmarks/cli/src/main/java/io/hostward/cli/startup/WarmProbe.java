package io.hostward.cli.startup;

import com.sun.management.OperatingSystemMXBean;
import io.hostward.Hostward;
import io.hostward.cli.connect.AddressMap;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.UploadRequest;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Uploads many small files, round by round. Started by {@link WarmCommand}. */
final class WarmProbe {
  /** The environment variable that holds the password. */
  static final String PASSWORD = "HOSTWARD_BENCH_PASSWORD";

  private static final int SIZE = 64 << 10;
  private static final int FIRST_RESOLVE = 7;

  private final Hostward hostward;
  private final CountingTransport transport;
  private final String datastore;
  private final int files;
  private final byte[] bytes = new byte[SIZE];

  private WarmProbe(Hostward hostward, CountingTransport transport, String datastore, int files) {
    this.hostward = hostward;
    this.transport = transport;
    this.datastore = datastore;
    this.files = files;
  }

  /**
   * Prints a line for each round.
   *
   * @param arguments URL, user, thumbprint, datastore, files a round, rounds, the numbers of
   *     uploads at a time after commas, and any number of HOST=ADDRESS:PORT
   */
  public static void main(String[] arguments)
      throws VSphereException, InterruptedException, ExecutionException {
    String password = System.getenv(PASSWORD);
    if (arguments.length < FIRST_RESOLVE || password == null) {
      throw new IllegalArgumentException("run 'hostward bench-warm' instead");
    }
    List<String> given = List.of(arguments);
    try (CountingTransport transport = new CountingTransport(NettyTransport.create());
        VimVSphere vsphere =
            VimVSphere.builder(URI.create(given.get(0)))
                .transport(transport)
                .credentials(given.get(1), Secret.of(password))
                .trust(ServerTrust.pinned(Thumbprint.parse(given.get(2))))
                .addressResolver(AddressMap.parse(given.subList(FIRST_RESOLVE, given.size())))
                .build();
        Hostward hostward =
            Hostward.builder()
                .vsphere(vsphere)
                .transport(transport)
                .policy(HostPolicies.leastLoaded())
                .build()) {
      WarmProbe probe =
          new WarmProbe(hostward, transport, given.get(3), Integer.parseInt(given.get(4)));
      for (String concurrency : given.get(6).split(",", -1)) {
        probe.run(Integer.parseInt(concurrency), Integer.parseInt(given.get(5)));
      }
    }
  }

  /** As many rounds again come first and do not count: compilers and caches settle. */
  private void run(int concurrency, int rounds) throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(concurrency);
    try {
      for (int round = 0; round < 2 * rounds; round++) {
        WarmRound measured = round(callers, concurrency);
        if (round >= rounds) {
          System.out.println(measured.line());
        }
      }
      System.out.flush();
    } finally {
      callers.shutdown();
    }
  }

  private WarmRound round(ExecutorService callers, int concurrency)
      throws InterruptedException, ExecutionException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long calls = transport.calls();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    List<Future<?>> uploads = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      String name = "[" + datastore + "] warm/file-" + i + ".bin";
      uploads.add(callers.submit(() -> upload(name)));
    }
    for (Future<?> upload : uploads) {
      Object unused = upload.get();
    }
    long wall = System.nanoTime() - start;
    return new WarmRound(
        concurrency, files, system.getProcessCpuTime() - cpu, wall, transport.calls() - calls);
  }

  private Object upload(String target) throws IOException {
    return hostward.upload(
        UploadRequest.of(UploadSource.of(bytes), DatastorePath.parse(target)).overwriting(true));
  }
}
