package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /folder} of a host: tickets, status codes, content. */
final class HostFolderTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private final Lab lab = LAB.lab();
  private final LabHost host = lab.host("ESX2");

  private HttpResponse<byte[]> putWithTicket(String target, byte[] body) throws Exception {
    return Web.put(host.authority(), target, body, host.ticketCookie("PUT", target));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void putCreatesWith201AndReplacesWith200() throws Exception {
    String target = "/folder/iso/new%20one.iso?dsName=vmstore";
    byte[] first = random(300_000);
    byte[] second = random(5_000_000);

    assertThat(putWithTicket(target, first).statusCode()).isEqualTo(201);
    assertThat(lab.datastore("vmstore").read("iso/new one.iso")).isEqualTo(first);
    assertThat(putWithTicket(target, second).statusCode()).isEqualTo(200);
    assertThat(lab.datastore("vmstore").read("iso/new one.iso")).isEqualTo(second);
  }

  @Test
  void bodiesAreCountedWholeAndBroken() throws Exception {
    long before = host.bodies().whole();
    host.once(new Fault.ResetAfter(1000));

    assertThatIOException()
        .isThrownBy(() -> putWithTicket("/folder/broken?dsName=vmstore", random(100_000)));
    putWithTicket("/folder/whole?dsName=vmstore", random(10));

    assertThat(host.bodies().whole()).isEqualTo(before + 1);
    assertThat(host.bodies().most()).isEqualTo(1);
    assertThat(host.bodies().now()).isZero();
  }

  @Test
  void hostAnswersOneFileRequestPerConnection() throws Exception {
    HttpResponse<byte[]> answer = putWithTicket("/folder/one?dsName=vmstore", random(10));

    assertThat(answer.headers().firstValue("Connection")).contains("close");
  }

  @Test
  void ticketIsGoodForOneRequestOnly() throws Exception {
    String target = "/folder/once?dsName=vmstore";
    String ticket = host.ticketCookie("PUT", target);

    assertThat(Web.put(host.authority(), target, random(10), ticket).statusCode()).isEqualTo(201);
    assertThat(Web.put(host.authority(), target, random(10), ticket).statusCode()).isEqualTo(401);
  }

  @Test
  void ticketMayBeQuoted() throws Exception {
    String target = "/folder/quoted?dsName=vmstore";
    String ticket = host.ticketCookie(null, target).replace("=", "=\"") + "\"";

    assertThat(Web.put(host.authority(), target, random(10), ticket).statusCode()).isEqualTo(201);
  }

  @Test
  void ticketForAnotherHostMethodOrQueryIsRefused() throws Exception {
    String target = "/folder/mine?dsName=vmstore";
    String other = lab.host("ESX1").ticketCookie("PUT", target);
    String get = host.ticketCookie("GET", target);
    String reordered = host.ticketCookie("PUT", "/folder/mine?dcPath=ha-datacenter&dsName=vmstore");

    for (String ticket : new String[] {other, get, reordered, "vmware_cgi_ticket=cst-guess"}) {
      assertThat(Web.put(host.authority(), target, random(10), ticket).statusCode()).isEqualTo(401);
    }
    assertThat(lab.datastore("vmstore").stat("mine")).isEmpty();
  }

  @Test
  void literalPlusInThePathIsASpace() throws Exception {
    putWithTicket("/folder/a+b%2Bc?dsName=vmstore", random(10));

    assertThat(lab.datastore("vmstore").files()).contains("a b+c").doesNotContain("a+b+c");
  }

  @Test
  void vcentersDatacenterIsUnknownToAHost() throws Exception {
    assertThat(putWithTicket("/folder/x?dcPath=DC&dsName=vmstore", random(10)).statusCode())
        .isEqualTo(404);
    assertThat(
            putWithTicket("/folder/x?dcPath=ha-datacenter&dsName=vmstore", random(10)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void datastoreOfAnotherHostIsUnknown() throws Exception {
    assertThat(putWithTicket("/folder/x?dsName=ESX1-local", random(10)).statusCode())
        .isEqualTo(404);
    assertThat(putWithTicket("/folder/x?dsName=ESX2-local", random(10)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void putOntoADirectoryIs405() throws Exception {
    lab.datastore("vmstore").store().makeDirectory("dir405", false);

    assertThat(putWithTicket("/folder/dir405?dsName=vmstore", random(10)).statusCode())
        .isEqualTo(405);
  }

  @Test
  void urlWithoutFolderIs400AndDotSegmentsAreToo() throws Exception {
    assertThat(putWithTicket("/x?dsName=vmstore", random(10)).statusCode()).isEqualTo(400);
    assertThat(putWithTicket("/folder/a/%2e%2e/x?dsName=vmstore", random(10)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void rangesWork() throws Exception {
    byte[] content = random(1000);
    lab.datastore("vmstore").write("ranged", content);
    String target = "/folder/ranged?dsName=vmstore";

    HttpResponse<byte[]> part = get(target, "bytes=10-19");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/1000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
    assertThat(get(target, "bytes=-5").body()).isEqualTo(Arrays.copyOfRange(content, 995, 1000));
    assertThat(get(target, "bytes=1000-").statusCode()).isEqualTo(416);
    assertThat(get(target, "lines=1-2").body()).isEqualTo(content);
  }

  private HttpResponse<byte[]> get(String target, String range) throws Exception {
    return Web.get(
        host.authority(), target, "Cookie", host.ticketCookie("GET", target), "Range", range);
  }

  @Test
  void headTellsTheSizeAndNoTime() throws Exception {
    lab.datastore("vmstore").write("headed", random(1234));
    String target = "/folder/headed?dsName=vmstore";
    HttpResponse<byte[]> head =
        Web.send(
            "HEAD",
            host.authority(),
            target,
            BodyPublishers.noBody(),
            "Cookie",
            host.ticketCookie("HEAD", target));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("1234");
    assertThat(head.headers().firstValue("Last-Modified")).isEmpty();
  }

  @Test
  void deleteDeletesFilesOnly() throws Exception {
    lab.datastore("vmstore").write("gone/file", random(10));

    assertThat(delete("/folder/gone?dsName=vmstore")).isEqualTo(405);
    assertThat(delete("/folder/gone/file?dsName=vmstore")).isEqualTo(200);
    assertThat(delete("/folder/gone/file?dsName=vmstore")).isEqualTo(404);
    assertThat(lab.datastore("vmstore").files()).doesNotContain("gone/file");
  }

  private int delete(String target) throws Exception {
    String ticket = host.ticketCookie("DELETE", target);
    return Web.send("DELETE", host.authority(), target, BodyPublishers.noBody(), "Cookie", ticket)
        .statusCode();
  }

  @Test
  void directoryIsListed() throws Exception {
    lab.datastore("vmstore").write("list & ed/a<b>.iso", random(10));
    String target = "/folder/list%20%26%20ed?dsName=vmstore";
    HttpResponse<byte[]> page =
        Web.get(host.authority(), target, "Cookie", host.ticketCookie("GET", target));

    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("/folder/list%20%26%20ed/a%3Cb%3E.iso?dsName=vmstore", "a&lt;b&gt;.iso", ">10<");
  }

  @Test
  void basicAuthenticationOpensASession() throws Exception {
    String basic =
        "Basic "
            + java.util.Base64.getEncoder()
                .encodeToString("root:Lab-root-1!".getBytes(StandardCharsets.UTF_8));
    HttpResponse<byte[]> first = Web.get(host.authority(), "/folder", "Authorization", basic);

    assertThat(first.statusCode()).isEqualTo(200);
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    assertThat(cookie).matches("vmware_soap_session=\"[0-9a-f]{40}\"");
    HttpResponse<byte[]> second =
        Web.get(host.authority(), "/folder?dcPath=ha-datacenter", "Cookie", cookie);
    assertThat(new String(second.body(), StandardCharsets.UTF_8))
        .contains("vmstore", "ESX2-local")
        .doesNotContain("ESX1-local");
    assertThat(Web.get(host.authority(), "/folder").statusCode()).isEqualTo(401);
  }

  @Test
  void earlyRefusalReachesAClientThatIsStillSendingAndThenItsPipeBreaks() throws Exception {
    try (RawTls client = RawTls.connect(host.address(), host.httpsPort())) {
      client.head("PUT /folder/big?dsName=vmstore HTTP/1.1", "Content-Length: 900000000");
      long sent = client.sendUntilBroken(900_000_000L);

      assertThat(sent).isLessThan(900_000_000L);
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 401 ").contains("close");
    }
    assertThat(lab.datastore("vmstore").stat("big")).isEmpty();
  }
}
