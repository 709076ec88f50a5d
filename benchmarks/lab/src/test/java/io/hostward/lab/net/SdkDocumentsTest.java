package io.hostward.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.vim.ApiVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SdkDocumentsTest {

  @Test
  void servesTheDescriptionAndNothingElse() {
    byte[] wsdl = SdkDocuments.find("/sdk/vimService.wsdl").orElseThrow();
    assertThat(new String(wsdl, StandardCharsets.UTF_8)).contains("VimService").contains("import");
    assertThat(SdkDocuments.find("/sdk/nothing.wsdl")).isEmpty();
    assertThat(SdkDocuments.find("/sdk/../MANIFEST.MF")).isEmpty();
    assertThat(SdkDocuments.find("/sdk/x/vimService.wsdl")).isEmpty();
  }

  @Test
  void listsTheServersVersionAndOlderOnes() {
    String xml = Versions.xml(ApiVersion.parse("7.0.3.1"));
    assertThat(xml).contains("<name>urn:vim25</name>\n  <version>7.0.3.1</version>");
    assertThat(xml).contains("<version>6.5</version>").doesNotContain("8.0");
    assertThat(Versions.xml(ApiVersion.parse("8.0.3")))
        .contains("<name>urn:vim25</name>\n  <version>8.0.3.0</version>");
  }
}
