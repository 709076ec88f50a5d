package io.hostward.experiment;

import io.hostward.experiment.StartupBenchmark.Milestone;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.net.URI;

/** Logs in and out, and prints a line at each milestone. Started by {@link StartupBenchmark}. */
final class LoginProbe {
  /** The environment variable that holds the password. */
  static final String PASSWORD = "HOSTWARD_BENCH_PASSWORD";

  private LoginProbe() {}

  public static void main(String[] arguments) throws VSphereException {
    System.out.println(Milestone.MAIN);
    // As the command line does.
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    String password = System.getenv(PASSWORD);
    if (arguments.length != 3 || password == null) {
      throw new IllegalArgumentException("run 'hostward bench-startup' instead");
    }
    try (NettyTransport transport = NettyTransport.create();
        VimVSphere session =
            VimVSphere.builder(URI.create(arguments[0]))
                .transport(transport)
                .credentials(arguments[1], Secret.of(password))
                .trust(ServerTrust.pinned(Thumbprint.parse(arguments[2])))
                .build()) {
      System.out.println(Milestone.SESSION);
      // CPU seconds hold on a machine that has other things to do as well.
      ProcessHandle.current()
          .info()
          .totalCpuDuration()
          .ifPresent(cpu -> System.out.println(StartupBenchmark.CPU + cpu.toMillis()));
      System.out.flush();
    }
  }
}
