package io.hostward.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.cli.connect.AddressMap;
import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.connect.ServerProxies;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.Terminal;
import io.hostward.lab.Lab;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenSiteTest {
  @Test
  @SuppressWarnings("NullAway") // A policy that is none fails behind the login.
  void whateverFailsNoSessionStays() {
    try (Lab lab = Lab.start()) {
      assertThatThrownBy(() -> OpenSite.open(shell(), connection(lab), null, Traffic.unlimited(1)))
          .isInstanceOf(IllegalStateException.class);

      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void allIsClosedInTheOtherOrderWhateverOneDoes() {
    List<String> closed = new ArrayList<>();
    Opened opened = new Opened();
    opened.add(() -> closed.add("lab"));
    opened.add(
        () -> {
          throw new IllegalStateException("the transport");
        });
    opened.add(() -> closed.add("session"));

    Exception failure = new Exception("first");
    opened.closeAfter(failure);

    assertThat(closed).containsExactly("session", "lab");
    assertThat(failure).hasSuppressedException(new IllegalStateException("the transport"));
    opened.close();
    assertThat(closed).hasSize(2);
  }

  private static ServerConnection connection(Lab lab) {
    return new ServerConnection(
        lab.url(),
        lab.user().name(),
        Secret.of(lab.user().password()),
        ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())),
        Optional.empty(),
        AddressMap.parse(List.of()),
        ServerProxies.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Shell shell() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Shell(
        Map.of(),
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        Terminal.NONE,
        new Interruption());
  }
}
