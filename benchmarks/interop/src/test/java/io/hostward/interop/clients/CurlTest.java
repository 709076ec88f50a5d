package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.proxy.LabProxy;
import io.hostward.lab.proxy.LabProxyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** curl with the lab; it verifies the lab's certificates. */
@Needs(programs = "curl", packages = "curl")
class CurlTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TARGET = "/folder/iso/a%20b.iso?dsName=vmstore";
  private static final String RELAYED = "/folder/iso/a%20b.iso?dcPath=DC&dsName=vmstore";
  private static final String STORED = "iso/a b.iso";

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final LabHost host = lab.host("ESX1");
  private Content content;

  @BeforeEach
  void begin() throws Exception {
    content = Content.random(folder);
    lab.datastore("vmstore").write("iso/other.iso", new byte[10]);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void putsToAHostWithATicketThatIsGoodOnce() throws Exception {
    String ticket = "Cookie: " + host.ticketCookie("PUT", TARGET);

    assertThat(host("--upload-file", "" + content.file(), "--header", ticket)).isEqualTo("201");
    assertThat(host("--upload-file", "" + content.file(), "--header", ticket)).isEqualTo("401");

    assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Content.Way.DIRECT);
  }

  @ParameterizedTest
  @CsvSource({"http, true", "http, false", "socks5h, true", "socks5h, false"})
  void takesTheLabsProxiesForProxies(String scheme, boolean guarded) throws Exception {
    LabProxyBuilder builder = scheme.equals("http") ? LabProxy.http() : LabProxy.socks5();
    try (LabProxy proxy = (guarded ? builder.user("joe", "hunter2") : builder).start()) {
      String ticket = "Cookie: " + host.ticketCookie("PUT", TARGET);
      String address = "127.0.0.1:" + proxy.port();

      String wrong = scheme + "://joe:hunter3@" + address;
      if (guarded) {
        // Curl's codes for an answer of 407 and for a proxy that says no.
        assertThat(curlToHost("--proxy", wrong).exitCode())
            .isEqualTo(scheme.equals("http") ? 56 : 97);
      }
      String right = scheme + "://joe:hunter2@" + address;
      assertThat(host("--proxy", right, "--upload-file", "" + content.file(), "--header", ticket))
          .isEqualTo("201");

      assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
      assertThat(proxy.requests()).containsExactly(host.authority());
      assertThat(proxy.bytes()).isGreaterThan(content.bytes().length);
    }
  }

  @Test
  void aTicketIsGoodForItsMethodAndPathAlone() throws Exception {
    lab.datastore("vmstore").write(STORED, content.bytes());
    String get = "Cookie: " + host.ticketCookie("GET", TARGET);
    String elsewhere = "Cookie: " + host.ticketCookie("PUT", TARGET.replace("a%20b", "c"));
    String encodedOtherwise = "Cookie: " + host.ticketCookie("PUT", TARGET.replace("%20", "+"));

    for (String ticket : List.of(get, elsewhere, encodedOtherwise)) {
      assertThat(host("--upload-file", "/dev/null", "--header", ticket)).isEqualTo("401");
    }
    assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
  }

  @Test
  void getsFromAHostWithATicket() throws Exception {
    lab.datastore("vmstore").write(STORED, content.bytes());
    Path copy = folder.resolve("copy");

    String status =
        host("--output", "" + copy, "--header", "Cookie: " + host.ticketCookie("GET", TARGET));

    assertThat(status).isEqualTo("200");
    assertThat(copy).hasBinaryContent(content.bytes());
    assertThat(content.wayOut(lab)).isEqualTo(Content.Way.DIRECT);
  }

  @Test
  void goesThroughVcenterWithASession() throws Exception {
    String session = "Cookie: " + lab.vcenter().loginCookie();
    Path copy = folder.resolve("copy");

    assertThat(vcenter("--upload-file", "" + content.file(), "--header", session)).isEqualTo("201");
    assertThat(content.wayIn(lab)).isEqualTo(Content.Way.RELAY);
    assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
    assertThat(vcenter("--output", "" + copy, "--header", session)).isEqualTo("200");
    assertThat(copy).hasBinaryContent(content.bytes());
    assertThat(content.wayOut(lab)).isEqualTo(Content.Way.RELAY);
    assertThat(vcenter("--upload-file", "" + content.file(), "--header", session))
        .as("replaced")
        .isEqualTo("200");
  }

  @Test
  void headTellsTheSizeAndDeleteDeletes() throws Exception {
    lab.datastore("vmstore").write(STORED, content.bytes());
    String session = "Cookie: " + host.loginCookie();

    assertThat(
            host(
                "--head",
                "--write-out",
                "%{http_code} %header{content-length}",
                "--header",
                session))
        .isEqualTo("200 " + content.bytes().length);
    assertThat(host("--request", "DELETE", "--header", session)).startsWith("20");
    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/other.iso");
    assertThat(host("--head", "--header", session)).isEqualTo("404");
  }

  @Test
  void aRangeIsAPartOfTheFileAndOnePastTheEndIsRefused() throws Exception {
    lab.datastore("vmstore").write(STORED, content.bytes());
    String session = "Cookie: " + host.loginCookie();
    Path copy = Files.write(folder.resolve("copy"), java.util.Arrays.copyOf(content.bytes(), 1000));

    assertThat(host("--continue-at", "-", "--output", "" + copy, "--header", session))
        .isEqualTo("206");
    assertThat(copy).hasBinaryContent(content.bytes());
    assertThat(host("--range", "99999999-", "--header", session)).isEqualTo("416");
  }

  @Test
  void aChunkedBodyArrivesWhole() throws Exception {
    String session = "Cookie: " + host.loginCookie();

    assertThat(
            host(
                "--upload-file",
                "" + content.file(),
                "--header",
                "Transfer-Encoding: chunked",
                "--header",
                session))
        .isEqualTo("201");

    assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
  }

  @Test
  void basicAuthenticationOpensASession() throws Exception {
    UserModel user = lab.vcenter().user();
    String password = user.name() + ":" + user.password();
    Path secret = Files.writeString(folder.resolve("user"), "user = \"" + password + "\"\n");

    assertThat(vcenter("--upload-file", "" + content.file(), "--config", "" + secret))
        .isEqualTo("201");

    assertThat(lab.datastore("vmstore").sha256(STORED)).isEqualTo(content.sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no credentials    | Accept: text/plain",
        "an unknown ticket | Cookie: vmware_cgi_ticket=nonsense",
        "an unknown session| Cookie: vmware_soap_session=nonsense",
        "a wrong password  | Authorization: Basic bm9ib2R5Om5vbnNlbnNl",
      })
  void nobodyElseWritesReadsOrDeletes(String what, String header) throws Exception {
    for (String request : List.of("PUT", "GET", "DELETE")) {
      assertThat(host("--request", request, "--header", header)).as(what).isEqualTo("401");
      assertThat(vcenter("--request", request, "--header", header)).as(what).isEqualTo("401");
    }
    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/other.iso");
  }

  @Test
  void anotherHostsCertificateIsRefused() {
    Programs.Result result =
        curl(lab.host("ESX2").identity().pem(), "https://" + host.authority() + TARGET);

    assertThat(result.exitCode()).isEqualTo(60);
  }

  private String host(String... arguments) {
    return curlToHost(arguments).orFail();
  }

  private Programs.Result curlToHost(String... arguments) {
    return curl(host.identity().pem(), "https://" + host.authority() + TARGET, arguments);
  }

  private String vcenter(String... arguments) {
    String url = "https://" + lab.vcenter().authority() + RELAYED;
    return curl(lab.vcenter().identity().pem(), url, arguments).orFail();
  }

  private Programs.Result curl(String authority, String url, String... arguments) {
    try {
      Path file = Files.writeString(folder.resolve("ca.pem"), authority);
      List<String> command =
          new ArrayList<>(
              List.of("curl", "--silent", "--cacert", "" + file, "--write-out", "%{http_code}"));
      if (!List.of(arguments).contains("--output")) {
        command.addAll(List.of("--output", "/dev/null"));
      }
      command.addAll(List.of(arguments));
      command.add(url);
      return Programs.run(LIMIT, Map.of(), command);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
