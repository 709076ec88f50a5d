package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.UploadSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A {@code main} that closes its transport and returns ends: at once, or with Netty 4.1 within a
 * second, since that starts a thread of its own when a group of loops ends.
 */
class MainEndTest {

  @Test
  void noThreadIsLeftThatKeepsTheVirtualMachineAlive() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String out =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.lines().toList()).hasSize(2).contains("failed as it should");
      assertThat(out.lines().toList().get(1))
          .matches(
              isSeries42()
                  ? "left: \\[main]"
                  : "left: \\[(main|globalEventExecutor-\\d+-1|, ){1,3}]");
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isSeries42() {
    try {
      Class.forName("io.netty.channel.SingleThreadIoEventLoop");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Uploads to where nobody listens, and tells which threads that are no daemons are left. */
  static final class Main {
    private Main() {}

    public static void main(String[] none) throws Exception {
      try (NettyTransport transport = NettyTransport.create()) {
        Samples.failure(
            transport.put(
                ScriptedServer.ticket(
                    io.hostward.transfer.HttpMethod.PUT,
                    io.hostward.net.ServerTrust.system(),
                    new io.hostward.net.HostAddress("127.0.0.1", 1)),
                UploadSource.of(new byte[1]),
                count -> {}));
        System.out.println("failed as it should");
      } catch (TransferException e) {
        System.out.println(e);
      }
      System.out.println(
          "left: "
              + Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> !thread.isDaemon() && !thread.getName().equals("DestroyJavaVM"))
                  .map(Thread::getName)
                  .toList());
    }
  }
}
