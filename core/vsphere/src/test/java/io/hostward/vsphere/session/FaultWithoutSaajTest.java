package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import jakarta.xml.ws.WebServiceException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A fault as a port of Apache CXF gives it where there is no SAAJ. */
class FaultWithoutSaajTest {
  private static final String DENIED =
      "<detail><NoPermissionFault xmlns='urn:vim25'"
          + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='NoPermission'>"
          + "<object type='Datastore'>datastore-31</object>"
          + "<privilegeId>Datastore.FileManagement</privilegeId></NoPermissionFault></detail>";

  /** The same by its looks: a message, and a detail in XML. */
  public static final class SoapFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Element detail;

    SoapFault(String message, Element detail) {
      super(message);
      this.detail = detail;
    }

    public Element getDetail() {
      return detail;
    }
  }

  @Test
  void isReadLikeOthers() throws Exception {
    VSphereException told = told(new SoapFault("Permission was denied.", xml(DENIED)));

    assertThat(told.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(told)
        .hasMessageContaining("NoPermission (Permission was denied.)")
        .hasMessageContaining("Datastore.FileManagement on Datastore datastore-31");
  }

  @Test
  void oneWithoutDetailIsNoAnswer() throws Exception {
    assertThat(told(new SoapFault("words", xml("<detail/>"))).kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(told(new IllegalStateException("words")).kind()).isEqualTo(Kind.NO_ANSWER);
  }

  private static VSphereException told(RuntimeException below) {
    return VimFaults.translate("MakeDirectory", "vc.lab", new WebServiceException(below));
  }

  private static Element xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }
}
