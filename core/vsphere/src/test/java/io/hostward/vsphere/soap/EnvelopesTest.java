package io.hostward.vsphere.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.VimPortType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers answer, odd as it may be. */
class EnvelopesTest {
  private static final Operation LOGIN = operation("login");
  private static final String TYPED =
      "<InvalidLoginFault xmlns='urn:vim25' xsi:type='InvalidLogin'/>";

  private static Operation operation(String name) {
    return Operation.of(
        Arrays.stream(VimPortType.class.getMethods())
            .filter(method -> method.getName().equals(name))
            .findFirst()
            .orElseThrow());
  }

  private static byte[] envelope(String body) {
    return ("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            + " xmlns:xsd='http://www.w3.org/2001/XMLSchema'><e:Body>"
            + body
            + "</e:Body></e:Envelope>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Throwable fault(String inside) {
    return catchThrowable(
        () -> Envelopes.answer(LOGIN, envelope("<e:Fault>" + inside + "</e:Fault>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<faultstring>no</faultstring><detail>%s</detail>",
        "<detail>%s</detail><faultstring>no</faultstring>",
        "<faultcode>x</faultcode><faultstring>n<b>!</b>o</faultstring><detail> %s </detail>",
        "<faultstring>no</faultstring><detail>so %s <other/> it is</detail>"
      })
  void declaredFaultIsKnownByItsDetail(String fault) {
    assertThat(fault(fault.formatted(TYPED)))
        .isInstanceOf(InvalidLoginFaultMsg.class)
        .hasMessage("no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<faultstring>no</faultstring><detail>plain words</detail>",
        "<faultstring>no</faultstring><detail/>",
        "<detail>plain <b>words</b></detail><faultstring>no</faultstring>",
        "<faultstring>no</faultstring> stray",
        "<faultstring>no</faultstring><detail><a>"
      })
  void wordsOfAFaultAreKeptWhateverItsDetail(String fault) {
    assertThat(fault(fault)).isInstanceOf(UndeclaredFault.class).hasMessageContaining("no");
  }

  @ParameterizedTest
  @CsvSource({
    "FileLocked, FileLocked",
    "VasaProviderBusy, VasaProviderBusy",
    "vim25:VasaProviderBusy, VasaProviderBusy",
    "MethodFault, MethodFault",
    "HostSystem, HostSystem",
    "not/a name, MethodFault"
  })
  void faultWithinDataKeepsItsName(String told, String name) throws Exception {
    Object properties =
        Envelopes.answer(
            operation("retrievePropertiesEx"),
            envelope(
                "<RetrievePropertiesExResponse xmlns='urn:vim25' xmlns:vim25='urn:vim25'>"
                    + "<returnval><objects><obj type='Task'>t</obj><missingSet><path>info</path>"
                    + "<fault><fault xsi:type='%s'><faultMessage><key>k</key></faultMessage></fault>"
                        .formatted(told)
                    + "<localizedMessage>no</localizedMessage></fault></missingSet></objects>"
                    + "</returnval></RetrievePropertiesExResponse>"));

    MethodFault fault =
        ((RetrieveResult) properties)
            .getObjects()
            .get(0)
            .getMissingSet()
            .get(0)
            .getFault()
            .getFault();
    assertThat(UnknownFault.nameOf(fault)).isEqualTo(name);
    assertThat(fault.getFaultMessage()).as("what is known of any is read").hasSize(1);
  }

  @Test
  void chainOfCausesThatIsTooDeepHidesNoFault() {
    String causes = "<faultCause><fault xsi:type='SystemError'>".repeat(60);
    assertThat(
            fault(
                "<faultstring>no</faultstring><detail><x xmlns='urn:vim25' xsi:type='SystemError'>"
                    + causes
                    + "</fault></faultCause>".repeat(60)
                    + "</x></detail>"))
        .isInstanceOf(UndeclaredFault.class)
        .hasMessageContaining("no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "<e:Fault>", "<LoginResponse>", "<other/>"})
  void whatIsNoAnswerIsNone(String body) {
    assertThat(catchThrowable(() -> Envelopes.answer(LOGIN, envelope(body))))
        .isInstanceOf(XMLStreamException.class);
  }

  @Test
  void emptyFaultIsAFault() {
    assertThat(fault(""))
        .isInstanceOf(UndeclaredFault.class)
        .hasMessageContaining("a fault without words");
  }

  /** Newer JDKs count them by themselves, and give up at a hundred thousand. */
  @Test
  void listsWithManyEscapedCharactersAreRead() throws Exception {
    System.setProperty("jdk.xml.totalEntitySizeLimit", "1000");
    System.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "1000");
    try {
      assertThat(property("xsd:string", "&amp;".repeat(200_000)).getVal())
          .isEqualTo("&".repeat(200_000));
    } finally {
      System.clearProperty("jdk.xml.totalEntitySizeLimit");
      System.clearProperty("jdk.xml.maxGeneralEntitySizeLimit");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HostSystemConnectionState", "BrandNewEnum", "xsd:duration"})
  void constantsAndTypesOfNewerServersAreWords(String type) throws Exception {
    assertThat(property(type, "quiesced").getVal()).isEqualTo("quiesced");
  }

  private static DynamicProperty property(String type, String value) throws Exception {
    String xml =
        "<p xmlns='urn:vim25' xmlns:xsd='http://www.w3.org/2001/XMLSchema'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
            + "<name>n</name><val xsi:type='%s'>%s</val></p>".formatted(type, value);
    BoundedReader reader = BoundedReader.of(xml.getBytes(StandardCharsets.UTF_8));
    int unused = reader.nextTag();
    return new BeanReader(reader).read(DynamicProperty.class);
  }
}
