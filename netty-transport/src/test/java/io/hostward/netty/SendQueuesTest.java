package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Reading the kernel's tables of connections. */
@EnabledIf(
    value = "isLittleEndian",
    disabledReason =
        "the kernel writes addresses in the machine's order of bytes, here another one")
class SendQueuesTest {
  private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr\n";
  private static final String REST = ":00000000 00:00000000 00000000     0        0 1145 1 0 100\n";

  @TempDir Path folder = Path.of(".");

  static boolean isLittleEndian() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  @Test
  void aConnectionIsFoundByBothItsEnds() throws Exception {
    Path table =
        table(
            "   0: 0100007F:01BB 00000000:0000 0A 00000000",
            "   1: 0100007F:A3F2 0200007F:01BB 01 000003E8",
            "  12: 0100007F:A3F2 0100007F:01BB 01 0000FFFF",
            "1000: 0100007F:A3F2 0100007F:01BC 01 00000001");
    assertThat(ask(at("127.0.0.1", 0xa3f2), at("127.0.0.1", 443), table)).isEqualTo(0xffff);
    assertThat(ask(at("127.0.0.1", 0xa3f2), at("127.0.0.2", 443), table)).isEqualTo(1000);
    assertThat(ask(at("127.0.0.1", 0xa3f2), at("127.0.0.1", 444), table)).isEqualTo(1);
    assertThat(ask(at("127.0.0.1", 0xa3f3), at("127.0.0.1", 443), table)).isEqualTo(-1);
  }

  @Test
  void anIpv4ConnectionMayBeOneOfAnIpv6Socket() throws Exception {
    Path table =
        table(
            "   0: 0000000000000000FFFF00000100007F:B702 0000000000000000FFFF00000100007F:B3F3 01 002E0BDB");
    assertThat(ask(at("127.0.0.1", 0xb702), at("127.0.0.1", 0xb3f3), table)).isEqualTo(0x2e0bdb);
  }

  @Test
  void ipv6() throws Exception {
    Path table =
        table(
            "   0: B80D0120000000000000000001000000:B702 B80D0120000000000000000002000000:01BB 01 00000010");
    assertThat(ask(at("2001:db8::1", 0xb702), at("2001:db8::2", 443), table)).isEqualTo(16);
  }

  @Test
  void whatCannotBeReadIsNotKnown() throws Exception {
    Path none = folder.resolve("none");
    assertThat(new SendQueues(Runnable::run, List.of(none)).areKnown()).isFalse();
    assertThat(ask(at("127.0.0.1", 1), at("127.0.0.1", 2), none)).isEqualTo(SendQueues.UNKNOWN);
    Path gone = table();
    SendQueues queues = new SendQueues(Runnable::run, List.of(gone));
    Files.delete(gone);
    assertThat(ask(queues, at("127.0.0.1", 1), at("127.0.0.1", 2))).isEqualTo(SendQueues.UNKNOWN);
  }

  @Property(tries = 200)
  void noTableBreaksIt(@ForAll List<String> lines) throws Exception {
    Path table = Files.createTempFile("table", null);
    try {
      Files.write(table, lines, java.nio.charset.StandardCharsets.UTF_16LE);
      assertThat(ask(at("127.0.0.1", 1), at("127.0.0.1", 2), table)).isEqualTo(-1);
    } finally {
      Files.delete(table);
    }
  }

  private Path table(String... rows) throws Exception {
    StringBuilder text = new StringBuilder(HEAD);
    for (String row : rows) {
      text.append(row).append(REST);
    }
    return Files.writeString(Files.createTempFile(folder, "table", null), text);
  }

  private static InetSocketAddress at(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  private static long ask(InetSocketAddress local, InetSocketAddress remote, Path table) {
    return ask(new SendQueues(Runnable::run, List.of(table)), local, remote);
  }

  private static long ask(SendQueues queues, InetSocketAddress local, InetSocketAddress remote) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress localAddress0() {
            return local;
          }

          @Override
          protected SocketAddress remoteAddress0() {
            return remote;
          }
        };
    List<Long> answers = new ArrayList<>();
    queues.ask(channel, answers::add);
    channel.runPendingTasks();
    channel.close();
    return answers.get(0);
  }
}
