package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static io.hostward.interop.servers.Bytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.VimVSphere;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nginx refuses, breaks off or cannot do, and how that is told. */
@Needs(programs = "nginx", packages = "nginx-light")
class NginxFailuresTest {
  private static final int LARGE = 256 << 20;

  @TempDir Path folder;
  private NettyTransport transport;

  @BeforeEach
  void open() {
    transport = NettyTransport.create();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lingering_close always;", "lingering_close off;"})
  void anEarly413IsToldAsSuchAndNotAsABrokenPipe(String closing) throws Exception {
    try (Nginx nginx = Nginx.start(folder, "client_max_body_size 1m;", closing)) {
      UploadSource content = large();
      for (int i = 0; i < 20; i++) {
        TransferException failure = failure(put(nginx, "a.iso", content, new AtomicLong()));

        assertThat(failure.status()).hasValue(413);
        assertThat(failure).hasMessageContaining(nginx.address() + " answered 413");
      }
      assertThat(nginx.files().resolve("a.iso")).doesNotExist();
      assertThat(nginx.awaitRequests(20)).hasSize(20);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit_except GET HEAD { deny all; }            | 403",
        "auth_basic x; auth_basic_user_file F/none;     | 401",
        "deny all;                                      | 403",
        "return 503 'out of order';                     | 503",
        "return 500;                                    | 500",
        "return 307 https://127.0.0.1:1/elsewhere;      | 307",
      })
  void everyRefusalIsToldByItsStatus(String directives, int status) throws Exception {
    Files.createFile(folder.resolve("none"));
    try (Nginx nginx = Nginx.start(folder, directives.replace("F/", folder + "/"))) {
      TransferException failure =
          failure(put(nginx, "a.iso", new byte[10_000_000], new AtomicLong()));

      assertThat(failure.status()).hasValue(status);
      assertThat(failure).hasMessageContaining("" + nginx.address());
      assertThat(failure.getMessage()).doesNotContain("f00d");
      assertThat(nginx.awaitRequests(1)).hasSize(1);
    }
  }

  @Test
  void aFolderOfThatNameIsAConflict() throws Exception {
    try (Nginx nginx = Nginx.start(folder)) {
      Files.createDirectory(nginx.files().resolve("a.iso"));

      TransferException failure = failure(put(nginx, "a.iso", random(10), new AtomicLong()));

      assertThat(failure.status()).hasValue(409);
    }
  }

  @Test
  void aServerThatDiesInMidUploadIsNamedAndServesAgainWhenItIsBack() throws Exception {
    UploadSource content = large();
    try (Nginx nginx = Nginx.start(folder)) {
      AtomicLong sent = new AtomicLong();
      CompletableFuture<TransferReceipt> upload = put(nginx, "a.iso", content, sent);
      Awaitility.await()
          .pollInterval(1, TimeUnit.MILLISECONDS)
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> sent.get() > 1 << 20);
      nginx.daemon().kill();

      TransferException failure = failure(upload);
      assertThat(failure.phase()).isEqualTo(TransferException.Phase.BODY);
      assertThat(failure).hasMessageContaining("" + nginx.address());
      assertThat(failure.bytes()).isBetween(1L << 20, (long) LARGE);
      assertThat(nginx.files().resolve("a.iso")).doesNotExist();
      TransferException refused = failure(put(nginx, "a.iso", content, sent));
      assertThat(refused.phase()).isEqualTo(TransferException.Phase.CONNECT);

      nginx.run();
      put(nginx, "a.iso", content, sent).get();
      assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(folder.resolve("large")));
    }
  }

  @Test
  void aDownloadThatBreaksOffIsNoSuccess() throws Exception {
    try (Nginx nginx = Nginx.start(folder, "limit_rate 4m;")) {
      Bytes.file(nginx.files().resolve("a.iso"), LARGE);
      AtomicLong got = new AtomicLong();
      CompletableFuture<TransferReceipt> download =
          transport.get(
              nginx.ticket(HttpMethod.GET, "a.iso"),
              Channels.newChannel(new ByteArrayOutputStream()),
              got::set);
      Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> got.get() > 100_000);
      nginx.daemon().kill();

      TransferException failure = failure(download);
      assertThat(failure).hasMessageContaining("" + nginx.address());
      assertThat(failure.bytes()).isLessThan(LARGE);
    }
  }

  @Test
  void aCancelledUploadLeavesTheServerServing() throws Exception {
    try (Nginx nginx = Nginx.start(folder)) {
      for (int i = 0; i < 10; i++) {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<TransferReceipt> upload = put(nginx, "a.iso", large(), sent);
        Awaitility.await()
            .pollInterval(1, TimeUnit.MILLISECONDS)
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> sent.get() > 1 << 20);
        upload.cancel(true);
      }
      byte[] content = random(1_000_000);
      put(nginx, "b.iso", content, new AtomicLong()).get();

      assertThat(sha256(nginx.files().resolve("b.iso"))).isEqualTo(sha256(content));
      assertThat(nginx.files().resolve("a.iso")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksEitherTlsAlone(String version) throws Exception {
    byte[] content = random(5_000_000);
    try (Nginx nginx = Nginx.start(folder, "ssl_protocols " + version + ";", new String[0])) {
      put(nginx, "a.iso", content, new AtomicLong()).get();

      assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(content));
      assertThat(nginx.awaitRequests(1))
          .containsExactly("PUT /folder/a.iso?dsName=vmstore 201 " + version);
    }
  }

  @Test
  void refusesTlsOfOld() throws Exception {
    String old = "ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0;";
    try (Nginx nginx = Nginx.start(folder, old, new String[0])) {
      TransferException failure = failure(put(nginx, "a.iso", random(10), new AtomicLong()));

      assertThat(failure.phase()).isEqualTo(TransferException.Phase.TLS);
      assertThat(nginx.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateThatDoesNotMatchGetsNeitherTicketNorFile() throws Exception {
    Thumbprint other = Thumbprint.parse("AA".repeat(32));
    try (Nginx nginx = Nginx.start(folder)) {
      ServiceTicket wrongPin = nginx.ticket(HttpMethod.PUT, "a.iso", ServerTrust.pinned(other));
      ServiceTicket unknownAuthority = nginx.ticket(HttpMethod.PUT, "a.iso", ServerTrust.system());
      ServiceTicket wrongName =
          new ServiceTicket(
              HttpMethod.PUT,
              wrongPin.target(),
              List.of(HostAddress.parse("localhost:" + nginx.address().port(), 443)),
              wrongPin.cookie(),
              ServerTrust.authorities(nginx.certificate()));
      for (ServiceTicket ticket : List.of(wrongPin, unknownAuthority, wrongName)) {
        TransferException failure =
            failure(transport.put(ticket, UploadSource.of(random(10)), total -> {}));
        assertThat(failure.phase()).isEqualTo(TransferException.Phase.TLS);
      }
      assertThat(nginx.requests()).isEmpty();

      ServiceTicket rightName =
          nginx.ticket(HttpMethod.PUT, "a.iso", ServerTrust.authorities(nginx.certificate()));
      transport.put(rightName, UploadSource.of(random(10)), total -> {}).get();
      assertThat(nginx.awaitRequests(1)).hasSize(1);
    }
  }

  @Test
  void aHostThatVcenterDoesNotVouchForIsPassedOver() throws Exception {
    byte[] content = random(1_000_000);
    try (Nginx nginx = Nginx.start(folder);
        Lab lab = Lab.start();
        VimVSphere vsphere =
            VimVSphere.builder(lab.url())
                .transport(OpenHostward.CALLS)
                .credentials(lab.user().name(), Secret.of(lab.user().password()))
                .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
                .addressResolver(
                    (host, candidates) ->
                        host.name().equals("ESX1")
                            ? List.of(nginx.address())
                            : List.of(HostAddress.parse(lab.host(host.name()).authority(), 443)))
                .build();
        OpenHostward hostward = OpenHostward.of(vsphere, HostPolicies.firstUsable())) {
      UploadResult result =
          hostward.upload(
              UploadRequest.of(UploadSource.of(content), DatastorePath.parse("[vmstore] a.iso")));

      assertThat(result.failed()).hasSize(1);
      assertThat(result.failed().get(0).toString()).contains("ESX1", "certificate");
      assertThat(result.route().toString()).contains("ESX2");
      assertThat(lab.datastore("vmstore").sha256("a.iso")).isEqualTo(sha256(content));
      assertThat(nginx.requests()).isEmpty();
    }
  }

  private UploadSource large() throws IOException {
    return UploadSource.of(Bytes.file(folder.resolve("large"), LARGE));
  }

  private CompletableFuture<TransferReceipt> put(
      Nginx nginx, String name, byte[] content, AtomicLong sent) {
    return put(nginx, name, UploadSource.of(content), sent);
  }

  private CompletableFuture<TransferReceipt> put(
      Nginx nginx, String name, UploadSource content, AtomicLong sent) {
    return transport.put(nginx.ticket(HttpMethod.PUT, name), content, sent::set);
  }

  private static TransferException failure(CompletableFuture<TransferReceipt> transfer)
      throws Exception {
    try {
      TransferReceipt receipt = transfer.get(60, TimeUnit.SECONDS);
      throw new AssertionError("succeeded: " + receipt);
    } catch (ExecutionException e) {
      return (TransferException) e.getCause();
    }
  }
}
