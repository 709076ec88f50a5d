package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostSnapshot;
import io.hostward.memory.HostMemory;
import io.hostward.memory.HostUse;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.upload.Stage;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class HostMarkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ProxyAddress PROXY = ProxyAddress.http(new HostAddress("proxy", 3128));

  private final HostSnapshot host = World.mounts(1).get(0).host();
  private final HostMemory memory = new HostMemory();

  private boolean isBlamed(Throwable cause) {
    TransferException failure = new TransferException(Phase.CONNECT, "no connection", 0, cause);
    try (HostMark mark = new HostMark(memory, InstantSource.fixed(NOW), 1)) {
      mark.enter(new Route.Direct(host));
      mark.failed(RouteFailure.of(Stage.TRANSFER, failure), false);
    }
    return memory.uses(NOW).getOrDefault(host.id(), HostUse.NONE).failure().isPresent();
  }

  @Test
  void aHostIsNotToBlameForTheProxyBeforeIt() {
    assertThat(isBlamed(ProxyException.wrongLogin(PROXY))).isFalse();
    assertThat(isBlamed(ProxyException.away(PROXY, "refused the connection"))).isFalse();
  }

  @Test
  void aHostThatItsProxyCannotReachIsDownAsFarAsWeKnow() {
    assertThat(isBlamed(ProxyException.status(PROXY, HostAddress.https("esx1"), 502))).isTrue();
  }

  @Test
  void aHostThatRefusesIsToBlame() {
    assertThat(isBlamed(new ConnectException("refused"))).isTrue();
  }
}
