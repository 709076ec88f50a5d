package io.hostward.vim25;

import static io.hostward.vim25.CannedVim.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.vmware.vim25.FileAlreadyExists;
import com.vmware.vim25.FileFaultFaultMsg;
import com.vmware.vim25.InvalidArgument;
import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.RuntimeFaultFaultMsg;
import com.vmware.vim25.VimPortType;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.ws.soap.SOAPFaultException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * What the exception is depends on the element in the fault's detail alone: if the operation
 * declares that element, it is the checked {@code <Name>FaultMsg} whose {@code getFaultInfo()} has
 * the class that {@code xsi:type} names. If not, as with {@code NotAuthenticatedFault}, it is a
 * {@link SOAPFaultException}, and the detail must be read as a {@link MethodFault} by hand.
 */
class FaultTest {
  private static final String NOT_AUTHENTICATED =
      "<%s xmlns=\"urn:vim25\" xsi:type=\"NotAuthenticated\"><object type=\"Folder\">group-d1</object>"
          + "<privilegeId>System.View</privilegeId></%s>";

  @Test
  void declaredFaultIsItsCheckedException() throws Exception {
    Throwable thrown =
        thrownBy(
            "Cannot complete login",
            "<InvalidLoginFault xmlns=\"urn:vim25\" xsi:type=\"InvalidLogin\"/>",
            port -> port.login(ref("SessionManager", "SessionManager"), "u", "p", null));

    assertThat(thrown).isInstanceOf(InvalidLoginFaultMsg.class).hasMessage("Cannot complete login");
  }

  @Test
  void subtypeInDeclaredElementKeepsItsClass() throws Exception {
    Throwable thrown =
        thrownBy(
            "exists",
            "<FileFaultFault xmlns=\"urn:vim25\" xsi:type=\"FileAlreadyExists\"><file>[d] a</file></FileFaultFault>",
            FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOfSatisfying(
            FileFaultFaultMsg.class,
            e ->
                assertThat(e.getFaultInfo())
                    .isInstanceOfSatisfying(
                        FileAlreadyExists.class, f -> assertThat(f.getFile()).isEqualTo("[d] a")));
  }

  @Test
  void runtimeFaultElementCarriesAnyRuntimeFault() throws Exception {
    Throwable thrown =
        thrownBy(
            "A specified parameter was not correct: spec.url",
            "<RuntimeFaultFault xmlns=\"urn:vim25\" xsi:type=\"InvalidArgument\">"
                + "<invalidProperty>spec.url</invalidProperty></RuntimeFaultFault>",
            FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOfSatisfying(
            RuntimeFaultFaultMsg.class,
            e ->
                assertThat(e.getFaultInfo())
                    .isInstanceOfSatisfying(
                        InvalidArgument.class,
                        f -> assertThat(f.getInvalidProperty()).isEqualTo("spec.url")));
  }

  @Test
  void undeclaredElementIsSoapFaultWithReadableDetail() throws Exception {
    Throwable thrown =
        thrownBy(
            "The session is not authenticated.",
            NOT_AUTHENTICATED.formatted("NotAuthenticatedFault", "NotAuthenticatedFault"),
            FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOf(SOAPFaultException.class)
        .hasMessageContaining("The session is not authenticated.");
    assertThat(detailOf((SOAPFaultException) thrown))
        .isInstanceOfSatisfying(
            NotAuthenticated.class,
            f -> {
              assertThat(f.getPrivilegeId()).isEqualTo("System.View");
              assertThat(f.getObject().getValue()).isEqualTo("group-d1");
            });
  }

  @Test
  void notAuthenticatedInRuntimeFaultElementIsRuntimeFaultMsg() throws Exception {
    Throwable thrown =
        thrownBy(
            "The session is not authenticated.",
            NOT_AUTHENTICATED.formatted("RuntimeFaultFault", "RuntimeFaultFault"),
            FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOfSatisfying(
            RuntimeFaultFaultMsg.class,
            e -> assertThat(e.getFaultInfo()).isInstanceOf(NotAuthenticated.class));
  }

  @Test
  void unknownSubtypeInDeclaredElementIsTheDeclaredType() throws Exception {
    Throwable thrown =
        thrownBy(
            "on tape",
            "<FileFaultFault xmlns=\"urn:vim25\" xsi:type=\"FileOnTape\"><file>[d] a</file></FileFaultFault>",
            FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOfSatisfying(
            FileFaultFaultMsg.class,
            e -> assertThat(e.getFaultInfo().getFile()).isEqualTo("[d] a"));
  }

  @Test
  void faultWithoutDetailIsSoapFault() throws Exception {
    Throwable thrown = thrownBy("Unable to parse request", "", FaultTest::makeDirectory);

    assertThat(thrown)
        .isInstanceOf(SOAPFaultException.class)
        .hasMessageContaining("Unable to parse request");
  }

  private static void makeDirectory(VimPortType port) throws Exception {
    port.makeDirectory(ref("FileManager", "FileManager"), "[d] a", null, true);
  }

  private static MethodFault detailOf(SOAPFaultException e) throws Exception {
    var detail = (Element) e.getFault().getDetail().getDetailEntries().next();
    return JAXBContext.newInstance(NotAuthenticated.class)
        .createUnmarshaller()
        .unmarshal(detail, MethodFault.class)
        .getValue();
  }

  private static Throwable thrownBy(String text, String detail, Call call) throws Exception {
    try (var vim = CannedVim.faulting(text, detail)) {
      VimPortType port = vim.port();
      return catchThrowable(() -> call.on(port));
    }
  }

  private interface Call {
    void on(VimPortType port) throws Exception;
  }
}
