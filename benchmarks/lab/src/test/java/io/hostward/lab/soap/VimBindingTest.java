package io.hostward.lab.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.InvalidRequest;
import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What is read of a request, again and again on one thread. */
class VimBindingTest {
  private static Element operation(String content) {
    String envelope =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><e:Body>"
            + "<CurrentTime xmlns='urn:vim25'>"
            + content
            + "</CurrentTime></e:Body></e:Envelope>";
    return Envelope.operation(envelope.getBytes(UTF_8));
  }

  private static Ref target(String content) {
    return Arguments.target(operation(content));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "<_this type='Folder'>group-d1</_this>, Folder, group-d1",
        "<_this type='Folder'> group-d1\t</_this>, Folder, group-d1",
        "<_this>group-d1</_this>, '', group-d1",
        "<_this type='A&amp;B'>x&lt;y</_this>, A&B, x<y",
        "<_this type='Folder'><![CDATA[group-d1]]></_this>, Folder, group-d1",
        "<_this type='Folder'>group<!-- a comment -->-d1</_this>, Folder, group-d1",
        "<_this type='Folder' xsi:type='ManagedObjectReference'>group-d1</_this>, Folder, group-d1",
      })
  void referenceIsReadHoweverItIsWritten(String content, String type, String value) {
    assertThat(target(content)).isEqualTo(new Ref(type, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<other/>"})
  void whatIsNoReferenceIsRefused(String content) {
    assertThatThrownBy(() -> target(content))
        .isInstanceOfSatisfying(
            VimFault.class, f -> assertThat(f.detail()).isInstanceOf(InvalidRequest.class));
  }

  @Test
  void fastWayReadsAnEmptyTypeAsJaxbDoes() {
    Element element = Envelope.firstElement(operation("<_this>x</_this>"));
    assertThat(VimBinding.read(element, ManagedObjectReference.class).getType()).isNull();
  }

  /** The parser is kept, and with it what it was told to refuse. */
  @Test
  void documentTypesAreRefusedTheSecondTimeToo() {
    byte[] bomb = "<!DOCTYPE e [<!ENTITY a 'aaaa'>]><e>&a;</e>".getBytes(UTF_8);
    for (int i = 0; i < 3; i++) {
      assertThat(target("<_this type='T'>v</_this>")).isEqualTo(new Ref("T", "v"));
      assertThatThrownBy(() -> Envelope.operation(bomb))
          .isInstanceOf(VimFault.class)
          .hasMessageContaining("malformed XML");
    }
  }
}
