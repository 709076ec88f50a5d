package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileFault;
import com.vmware.vim25.FileFaultFaultMsg;
import com.vmware.vim25.InvalidArgument;
import com.vmware.vim25.InvalidDatastore;
import com.vmware.vim25.InvalidDatastoreFaultMsg;
import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.RuntimeFault;
import com.vmware.vim25.RuntimeFaultFaultMsg;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import jakarta.xml.soap.SOAPFactory;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.ws.soap.SOAPFaultException;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The table of faults: each arrives as an exception, as bare XML and as a task's error. */
class FaultKindsTest {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  @ParameterizedTest
  @CsvSource({
    "InvalidLogin, LOGIN, LOGIN",
    "PasswordExpired, LOGIN, LOGIN",
    "NotAuthenticated, SESSION, VCENTER",
    "NoPermission, PERMISSION, PERMISSION",
    "ManagedObjectNotFound, NOT_FOUND, REQUEST",
    "FileNotFound, NOT_FOUND, REQUEST",
    "FileAlreadyExists, ALREADY_EXISTS, REQUEST",
    "FileLocked, LOCKED, DATASTORE",
    "NoDiskSpace, NO_SPACE, DATASTORE",
    "FileTooLarge, NO_SPACE, DATASTORE",
    "DatastoreNotWritableOnHost, NOT_WRITABLE, DATASTORE",
    "InaccessibleDatastore, NOT_WRITABLE, DATASTORE",
    "CannotCreateFile, NOT_WRITABLE, DATASTORE",
    "InvalidDatastore, INVALID, REQUEST",
    "InvalidDatastorePath, INVALID, REQUEST",
    "FileNameTooLong, INVALID, REQUEST",
    "NotSupported, INVALID, REQUEST",
    "CannotDeleteFile, LOCKED, DATASTORE",
    "CannotAccessFile, LOCKED, DATASTORE",
    "FileFault, FAULT, VCENTER",
    "RequestCanceled, FAULT, VCENTER",
    "InvalidArgument, INVALID, REQUEST",
    "HostNotConnected, FAULT, VCENTER",
    "SystemError, FAULT, VCENTER",
    "RuntimeFault, FAULT, VCENTER",
  })
  void everyFaultIsOfOneKindHoweverItComes(String name, Kind kind, FailureDomain domain)
      throws Exception {
    MethodFault fault = fault(name);
    for (Throwable failure :
        new Throwable[] {declared(fault), bare(name), new TaskFault(fault, "words")}) {
      VSphereException told = VimFaults.translate("MoveDatastoreFile_Task", "vc:443", failure);
      assertThat(told.kind()).as("%s", failure).isEqualTo(kind);
      assertThat(told.domain()).isEqualTo(domain);
      assertThat(told)
          .hasMessageStartingWith("MoveDatastoreFile_Task on vc:443 failed: " + name + " (words)");
      assertThat(told.getCause()).isSameAs(failure);
    }
  }

  /** No operation of the binding declares it. */
  @Test
  void taskThatIsAtWorkOnTheFileIsWaitedForLikeALock() throws Exception {
    for (Throwable failure :
        new Throwable[] {bare("TaskInProgress"), new TaskFault(fault("TaskInProgress"), "words")}) {
      VSphereException told = VimFaults.translate("DeleteDatastoreFile_Task", "vc:443", failure);
      assertThat(told.kind()).isEqualTo(Kind.LOCKED);
    }
  }

  @Test
  void nameThatTheBindingDoesNotKnowIsAnyFault() throws Exception {
    for (String name : new String[] {"BrandNewFault", "../Evil", "VimPortType", "Object"}) {
      assertThat(FaultKinds.of(name)).isEqualTo(Kind.FAULT);
    }
    assertThat(VimFaults.translate("Login", "vc:443", bare("BrandNewFault")))
        .hasMessage("Login on vc:443 failed: BrandNewFault (words)");
  }

  @Test
  void faultWithoutATypeIsToldInTheServersWords() throws Exception {
    SOAPFault fault = SOAPFactory.newInstance().createFault();
    fault.setFaultString("something broke");
    VSphereException told = VimFaults.translate("Login", "vc:443", new SOAPFaultException(fault));
    assertThat(told.kind()).isEqualTo(Kind.FAULT);
    assertThat(told).hasMessage("Login on vc:443 failed: something broke");
  }

  @Test
  void missingPrivilegeIsNamedWithItsObjectHoweverItComes() throws Exception {
    NoPermission denied = new NoPermission();
    denied.setPrivilegeId("Datastore.Browse");
    denied.setObject(new Moref("HostSystem", "host-10").toVim());
    SOAPFaultException bare = bare("NoPermission");
    Element detail = (Element) bare.getFault().getDetail().getFirstChild();
    Element object = detail.getOwnerDocument().createElementNS("urn:vim25", "object");
    object.setAttribute("type", "HostSystem");
    object.setTextContent("host-10");
    detail.appendChild(object);
    Element privilege = detail.getOwnerDocument().createElementNS("urn:vim25", "privilegeId");
    privilege.setTextContent("Datastore.Browse");
    detail.appendChild(privilege);
    for (Throwable failure :
        new Throwable[] {declared(denied), bare, new TaskFault(denied, "words")}) {
      assertThat(VimFaults.translate("Login", "vc:443", failure))
          .hasMessage(
              "Login on vc:443 failed: NoPermission (words); the user lacks a privilege:"
                  + " Datastore.Browse on HostSystem host-10");
      assertThat(VimFaults.deniedObject(failure)).contains(new Moref("HostSystem", "host-10"));
    }
  }

  @Test
  void argumentThatIsWrongIsNamed() throws Exception {
    InvalidArgument wrong = new InvalidArgument();
    wrong.setInvalidProperty("spec.url");
    assertThat(VimFaults.translate("Login", "vc:443", declared(wrong)))
        .hasMessageEndingWith("; the argument is spec.url");
  }

  @Test
  void ancestorsCountWhereTheBindingKnowsThem() {
    assertThat(FaultKinds.isA("HostNotConnected", "HostCommunication")).isTrue();
    assertThat(FaultKinds.isA("HostCommunication", "HostNotConnected")).isFalse();
    assertThat(FaultKinds.isA("BrandNewFault", "HostCommunication")).isFalse();
  }

  private static MethodFault fault(String name) throws ReflectiveOperationException {
    return (MethodFault)
        Class.forName("com.vmware.vim25." + name).getDeclaredConstructor().newInstance();
  }

  private static Exception declared(MethodFault fault) {
    if (fault instanceof InvalidLogin login) {
      return new InvalidLoginFaultMsg("words", login);
    } else if (fault instanceof FileFault file) {
      return new FileFaultFaultMsg("words", file);
    } else if (fault instanceof InvalidDatastore datastore) {
      return new InvalidDatastoreFaultMsg("words", datastore);
    }
    return new RuntimeFaultFaultMsg("words", (RuntimeFault) fault);
  }

  private static SOAPFaultException bare(String name) throws Exception {
    SOAPFault fault = SOAPFactory.newInstance().createFault();
    fault.setFaultString("words");
    fault
        .addDetail()
        .addDetailEntry(new QName("urn:vim25", name.replace("/", "").replace(".", "") + "Fault"))
        .setAttributeNS(XSI, "xsi:type", name);
    return new SOAPFaultException(fault);
  }
}
