package io.hostward.cli.testbed;

import io.hostward.Hostward;
import io.hostward.cli.console.Logging;
import io.hostward.experiment.GeneratedSource;
import io.hostward.experiment.testbed.ClientLine;
import io.hostward.experiment.testbed.ClientLine.Kind;
import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.TwoCopies;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.WriteMode;
import io.hostward.vsphere.VimVSphere;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The client of a testbed: one upload, in the client's namespace. See {@link TwoCopies}. */
final class ClientProcess {
  private static final long SEED = 1;

  /** Whether the one upload has. */
  private static final AtomicBoolean ENDED = new AtomicBoolean();

  private ClientProcess() {}

  /**
   * Runs.
   *
   * @param arguments vCenter's URL, user and thumbprint, datastore, file, size, and a {@link
   *     Copy.Way}
   */
  public static void main(String[] arguments) throws IOException {
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    Logging.configure(false);
    String password =
        TwoCopies.password()
            .orElseThrow(() -> new IllegalStateException("run 'hostward testbed run' instead"));
    DatastorePath file = new DatastorePath(arguments[3], arguments[4]);
    UploadRequest request =
        request(file, Long.parseLong(arguments[5]), Copy.Way.valueOf(arguments[6]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (NettyTransport transport = NettyTransport.create();
        VimVSphere vsphere =
            VimVSphere.builder(URI.create(arguments[0]))
                .transport(transport)
                .credentials(arguments[1], Secret.of(password))
                .trust(ServerTrust.pinned(Thumbprint.parse(arguments[2])))
                .build();
        Hostward hostward =
            Hostward.builder()
                .vsphere(vsphere)
                .transport(transport)
                .policy(HostPolicies.leastLoaded())
                .build()) {
      say(ClientLine.now(Kind.READY, ""));
      if (in.readLine() != null) {
        CompletableFuture<UploadResult> upload = hostward.uploadAsync(request);
        // The meters are read before the file goes. If whoever started this ends before the upload
        // does, that ends too.
        while (in.readLine() != null) {
          continue;
        }
        if (ENDED.get()) {
          vsphere.datastore(file.datastore(), Optional.empty()).delete(file);
        } else {
          upload.cancel(true);
        }
      }
    } catch (IOException e) {
      say(ClientLine.now(Kind.FAILED, String.valueOf(e.getMessage())));
      say(ClientLine.now(Kind.ENDED, ""));
      throw e;
    }
  }

  private static UploadRequest request(DatastorePath file, long size, Copy.Way way) {
    UploadRequest request =
        UploadRequest.of(new GeneratedSource(size, SEED), file).heardBy(ClientProcess::heard);
    return way == Copy.Way.RELAY
        ? request.over(RoutePreference.RELAY_ONLY).written(WriteMode.IN_PLACE)
        : request.over(RoutePreference.DIRECT_ONLY);
  }

  private static void heard(UploadEvent event) {
    ENDED.compareAndSet(false, event instanceof UploadEvent.Ended);
    ClientLine.of(event).ifPresent(ClientProcess::say);
  }

  private static synchronized void say(ClientLine line) {
    System.out.println(line);
    System.out.flush();
  }
}
