package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.UploadSource;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final int CHUNK = 4 << 20;

  @Test
  void closedTransportsKeepNoMemory() throws Exception {
    upload();
    long before = direct();
    for (int i = 0; i < 10; i++) {
      upload();
    }
    assertThat(direct() - before).isLessThan(2 * CHUNK);
  }

  private static void upload() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store);
        NettyTransport transport = NettyTransport.create()) {
      Samples.await(transport.put(server.put(), UploadSource.of(new byte[1_000_000]), count -> {}));
    }
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findFirst()
        .orElseThrow()
        .getMemoryUsed();
  }
}
