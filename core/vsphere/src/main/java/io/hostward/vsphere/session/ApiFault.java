package io.hostward.vsphere.session;

import com.vmware.vim25.InvalidArgument;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NoPermission;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.soap.UndeclaredFault;
import io.hostward.vsphere.soap.UnknownFault;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the API, however it came: as one of the generated exceptions, whose only common trait
 * is a method of one name; as a bare SOAPFaultException, if the operation does not declare it; or
 * as data, in a task's error.
 *
 * @param name the API's, for example {@code InvalidLogin}
 * @param message the server's words
 * @param privilege what the user lacks, if it is that
 * @param object on what
 * @param details what else the fault tells, each after a semicolon
 */
record ApiFault(
    String name,
    @Nullable String message,
    Optional<String> privilege,
    Optional<Moref> object,
    String details) {

  /** The fault that a failure carries; empty if it is none. */
  static Optional<ApiFault> of(Throwable failure) {
    Optional<Object> info = info(failure);
    if (info.isPresent()) {
      return Optional.of(of(info.get(), failure.getMessage()));
    }
    if (failure instanceof UndeclaredFault unknown) {
      return Optional.of(
          new ApiFault(
              unknown.name(), unknown.getMessage(), Optional.empty(), Optional.empty(), ""));
    }
    if (failure instanceof SOAPFaultException soap) {
      return SoapFaults.read(soap);
    }
    return failure instanceof WebServiceException other
        ? SoapFaults.readBelow(other)
        : Optional.empty();
  }

  private static ApiFault of(Object info, @Nullable String message) {
    NoPermission denied = info instanceof NoPermission it ? it : null;
    return new ApiFault(
        info instanceof MethodFault fault
            ? UnknownFault.nameOf(fault)
            : info.getClass().getSimpleName(),
        message,
        Optional.ofNullable(denied).map(NoPermission::getPrivilegeId),
        Optional.ofNullable(denied).map(NoPermission::getObject).map(Moref::of),
        info instanceof InvalidArgument argument && argument.getInvalidProperty() != null
            ? "; the argument is " + Printable.of(argument.getInvalidProperty())
            : "");
  }

  private static Optional<Object> info(Throwable failure) {
    try {
      Method getter = failure.getClass().getMethod("getFaultInfo");
      return Optional.ofNullable(getter.invoke(failure));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Optional.empty();
    }
  }

  Kind kind() {
    return FaultKinds.of(name);
  }

  /** Name, message and what can be done about it. */
  String words() {
    String said = message == null || message.isBlank() ? "" : " (" + message.strip() + ")";
    return Printable.of(name + said) + advice() + details;
  }

  private String advice() {
    return switch (kind()) {
      case LOGIN -> "; check the user name and the password, and whether the account is locked";
      case SESSION -> VimFaults.ENDED_AGAIN;
      case PERMISSION -> denied();
      case LOCKED ->
          "; something has the file open, perhaps a transfer that was just broken off, or a file"
              + " stands where a folder should";
      case NO_SPACE -> "; make room on the datastore, or choose another";
      case NOT_WRITABLE -> "; check that the datastore is accessible and takes files there";
      default -> "";
    };
  }

  private String denied() {
    String what = privilege.orElse("one that was not named");
    String where =
        object.map(it -> it.type() + " " + it.value()).orElse("an object that was not named");
    return Printable.of("; the user lacks a privilege: " + what + " on " + where);
  }
}
