package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that the inventory escapes, and names that the notation's own signs are part of. */
final class DatastoreNamesTest {
  /** Names as people see them, with the inventory's; the second is the first one's escaped form. */
  private static final Map<String, String> NAMES =
      Map.of(
          "a/b", "a%2fb",
          "a%2fb", "a%252fb",
          "c\\d 50%", "c%5cd 50%25",
          "rack[1]", "rack[1]",
          "rack", "rack",
          "+&=?#\u00e4", "+&=?#\u00e4");

  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(DatastoreNamesTest::model);

  private static LabModel model() {
    var model = LabModel.standard(1).toBuilder();
    int number = 100;
    for (String name : NAMES.keySet()) {
      model.addDatastore(DatastoreModel.vmfs("datastore-" + number++, name, List.of("host-21")));
    }
    return model.build();
  }

  static Iterable<String> names() {
    return NAMES.keySet();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] content(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static int put(String authority, String target, String name, String cookie)
      throws Exception {
    return Web.put(authority, target, content(name), cookie).statusCode();
  }

  @ParameterizedTest
  @MethodSource("names")
  void relayAndHostKnowADatastoreByItsEscapedName(String name) throws Exception {
    Lab lab = LAB.lab();
    String dsName = "dsName=" + encode(NAMES.get(name));
    String relayed = "/folder/relayed?dcPath=%2FDC&" + dsName;
    assertThat(put(lab.vcenter().authority(), relayed, name, lab.vcenter().loginCookie()))
        .isEqualTo(201);
    LabHost host = lab.host("ESX1");
    String direct = "/folder/direct?" + dsName;
    assertThat(put(host.authority(), direct, name, host.ticketCookie("PUT", direct)))
        .isEqualTo(201);

    assertThat(lab.datastore(name).read("relayed")).isEqualTo(content(name));
    assertThat(lab.datastore(name).read("direct")).isEqualTo(content(name));
  }

  /** A query must escape an escaped name once more; what was escaped once names another place. */
  @Test
  void nameThatWasEscapedOnceIsAnotherDatastoreOrNone() throws Exception {
    Lab lab = LAB.lab();
    String cookie = lab.vcenter().loginCookie();
    String bare = "/folder/bare?dcPath=DC&dsName=a%2Fb";
    LabHost host = lab.host("ESX1");
    String direct = "/folder/bare?dsName=c%5Cd%2050%25";

    assertThat(put(lab.vcenter().authority(), bare, "", cookie)).isEqualTo(404);
    assertThat(put(host.authority(), direct, "", host.ticketCookie("PUT", direct))).isEqualTo(404);
  }

  @Test
  void indexLinksToEachDatastoreSoThatItIsFound() throws Exception {
    Lab lab = LAB.lab();
    String cookie = lab.vcenter().loginCookie();
    String page = page(lab.vcenter().authority(), "/folder?dcPath=DC", cookie);
    LabHost host = lab.host("ESX1");
    String hostPage = page(host.authority(), "/folder?dcPath=ha-datacenter", host.loginCookie());

    for (String name : NAMES.values()) {
      String link = "dsName=" + encode(name).replace("+", "%20");
      assertThat(page).contains("/folder/?dcPath=DC&amp;" + link + "\"");
      assertThat(hostPage).contains("/folder/?dcPath=ha-datacenter&amp;" + link + "\"");
      assertThat(page(lab.vcenter().authority(), "/folder/?dcPath=DC&" + link, cookie))
          .startsWith("<html>");
    }
  }

  private static String page(String authority, String target, String cookie) throws Exception {
    var answer = Web.get(authority, target, "Cookie", cookie);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
