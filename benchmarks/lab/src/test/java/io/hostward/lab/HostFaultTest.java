package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultRule;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.state.Traffic;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client sees of a host that misbehaves on order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostFaultTest {
  private static final String TARGET = "/folder/f.bin?dsName=vmstore";
  private static final int SIZE = 4_000_000;

  @RegisterExtension
  final LabExtension extension =
      LabExtension.perTest(
          () ->
              LabModel.standard(1).toBuilder()
                  .eachDatastore(d -> d.withStorage(StorageMode.discard()))
                  .build());

  private LabHost host() {
    return extension.lab().host("ESX1");
  }

  private LabDatastore vmstore() {
    return extension.lab().datastore("vmstore");
  }

  private RawTls begin(long length) throws IOException {
    RawTls client = RawTls.connect(host().address(), host().httpsPort());
    client.head(
        "PUT " + TARGET + " HTTP/1.1",
        "Cookie: " + host().ticketCookie("PUT", TARGET),
        "Content-Length: " + length);
    return client;
  }

  private int put() throws Exception {
    return Web.put(host().authority(), TARGET, new byte[SIZE], host().ticketCookie("PUT", TARGET))
        .statusCode();
  }

  private long storedSize() throws Exception {
    return vmstore().stat("f.bin").orElseThrow().size();
  }

  @Test
  void firstPutFailsAndTheSecondSucceeds() throws Exception {
    host().once(new Fault.EarlyStatus(503));

    assertThat(Web.get(host().authority(), "/folder", "Cookie", host().loginCookie()).statusCode())
        .isEqualTo(503);
    assertThat(put()).isEqualTo(201);
  }

  @Test
  void ruleMayWaitForAMethodAndSkipOccasions() throws Exception {
    host().add(FaultRule.once(host().id(), new Fault.DiskFull(SIZE - 1)).onMethod("PUT").after(1));

    assertThat(put()).isEqualTo(201);
    assertThat(put()).isEqualTo(500);
    assertThat(put()).isEqualTo(200);
  }

  @Test
  void resetAfterBytesLeavesAPartialFileUnderTheFinalName() throws Exception {
    vmstore().write("f.bin", new byte[10]);
    host().once(new Fault.ResetAfter(1_000_000));
    try (RawTls client = begin(SIZE)) {
      client.sendUntilBroken(SIZE);

      assertThat(client.readAnswer()).isEmpty();
    }
    await().untilAsserted(() -> assertThat(storedSize()).isEqualTo(1_000_000));
  }

  @Test
  void stallAfterBytesStopsReadingForGood() throws Exception {
    host().once(new Fault.StallAfter(1_000_000));
    Traffic before = host().traffic();
    try (RawTls client = begin(Long.MAX_VALUE)) {
      Thread sender = new Thread(() -> client.sendUntilBroken(Long.MAX_VALUE));
      sender.start();
      await().until(() -> storedSize() == 1_000_000);
      await().until(() -> sender.getState() == Thread.State.RUNNABLE);

      assertThat(host().traffic().since(before).httpsIn()).isLessThan(3_000_000);
      client.close();
      sender.join();
    }
  }

  @Test
  void silentTruncationAnswersAsASuccess() throws Exception {
    host().once(new Fault.SilentTruncation(123_456));

    assertThat(put()).isEqualTo(201);
    assertThat(storedSize()).isEqualTo(123_456);
  }

  @Test
  void fullDatastoreAnswers500() throws Exception {
    vmstore().setCapacity(1_000_000);
    try (RawTls client = begin(SIZE)) {
      client.sendUntilBroken(SIZE);

      assertThat(client.readAnswer()).startsWith("HTTP/1.1 500 ");
    }
  }

  @Test
  void refusedTicketIsSpentAllTheSame() throws Exception {
    host().once(new Fault.TicketRefused());
    String ticket = host().ticketCookie("PUT", TARGET);

    assertThat(Web.put(host().authority(), TARGET, new byte[1], ticket).statusCode())
        .isEqualTo(401);
    assertThat(Web.put(host().authority(), TARGET, new byte[1], ticket).statusCode())
        .isEqualTo(401);
    assertThat(put()).isEqualTo(201);
  }

  @Test
  void wrongCertificateIsNotTheOneThatVcenterKnows() throws Exception {
    host().once(new Fault.WrongCertificate());
    try (RawTls wrong = RawTls.connect(host().address(), host().httpsPort());
        RawTls right = RawTls.connect(host().address(), host().httpsPort())) {
      assertThat(wrong.certificate()).isNotEqualTo(host().identity().certificate());
      assertThat(right.certificate()).isEqualTo(host().identity().certificate());
    }
  }

  @Test
  void slowHandshakeComesLate() throws Exception {
    host().once(new Fault.SlowHandshake(Duration.ofMillis(300)));
    long start = System.nanoTime();
    try (RawTls client = RawTls.connect(host().address(), host().httpsPort())) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
      assertThat(client.certificate()).isEqualTo(host().identity().certificate());
    }
  }

  @Test
  void neverAnsweringHostAcceptsAndIsSilent() throws Exception {
    host().once(new Fault.NeverAnswer());
    try (Socket socket = new Socket(host().address(), host().httpsPort())) {
      socket.setSoTimeout(200);
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 1, 1});

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(put()).isEqualTo(201);
  }

  @Test
  void refusingHostRefusesUntilTheFaultIsCleared() throws Exception {
    int port = host().httpsPort();
    host().always(new Fault.Refuse());
    assertThatThrownBy(() -> new Socket(host().address(), port).close())
        .isInstanceOf(ConnectException.class);

    host().clearFaults();
    assertThat(host().httpsPort()).isEqualTo(port);
    assertThat(put()).isEqualTo(201);
  }

  @Test
  void killedHostCutsUploadsOffAndComesBackOnTheSamePort() throws Exception {
    int port = host().httpsPort();
    try (RawTls client = begin(SIZE)) {
      client.send(new byte[1_000_000]);
      await().until(() -> vmstore().stat("f.bin").map(e -> e.size() == 1_000_000).orElse(false));
      host().kill();

      assertThat(client.readAnswer()).isEmpty();
      assertThatThrownBy(
              () -> {
                client.send(new byte[1000]);
                client.send(new byte[1000]);
              })
          .isInstanceOf(SocketException.class);
    }
    assertThatThrownBy(() -> new Socket(host().address(), port).close())
        .isInstanceOf(ConnectException.class);
    assertThat(storedSize()).isEqualTo(1_000_000);

    host().revive();
    assertThat(put()).isEqualTo(200);
  }

  @Test
  void shortBodyIsNoSuccess() throws Exception {
    try (RawTls client = begin(SIZE)) {
      client.send(new byte[SIZE - 1]);
    }
    await().until(() -> vmstore().stat("f.bin").map(e -> e.sha256() != null).orElse(false));
    assertThat(storedSize()).isEqualTo(SIZE - 1);
  }

  @Test
  void lockedFileIs500() throws Exception {
    vmstore().write("f.bin", new byte[10]);
    vmstore().store().lock("f.bin");
    try (RawTls client = begin(10)) {
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 500 ");
    }
    vmstore().store().unlock("f.bin");
    assertThat(put()).isEqualTo(200);
  }

  @Test
  void downloadsBreakToo() throws Exception {
    LabHost host = host();
    vmstore().write("small.bin", new byte[60_000]);
    String target = "/folder/small.bin?dsName=vmstore";
    host.once(new Fault.ResetAfter(20_000));
    try (RawTls client = RawTls.connect(host.address(), host.httpsPort())) {
      client.head("GET " + target + " HTTP/1.1", "Cookie: " + host.ticketCookie("GET", target));

      assertThat(client.readAnswer()).hasSizeLessThan(21_000);
    }
    assertThat(Web.get(host.authority(), target, "Cookie", host.ticketCookie("GET", target)).body())
        .hasSize(60_000);
  }
}
