package io.hostward.vsphere.session;

import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.soap.CallInterrupted;
import io.hostward.vsphere.soap.PortClosed;
import io.hostward.vsphere.soap.TransportClosed;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.Optional;

/** Reads the failures of calls and puts them into words. */
public final class VimFaults {
  static final String ENDED_AGAIN =
      "; the session is gone, though it was just opened: find out what ends this user's sessions";

  private VimFaults() {}

  static boolean isNotAuthenticated(Throwable failure) {
    return failure instanceof NotAuthenticatedException
        || typeName(failure).filter("NotAuthenticated"::equals).isPresent();
  }

  /** True if the failure says that a file or folder is missing, rather than another object. */
  static boolean isFileNotFound(Throwable failure) {
    return is(failure, "FileNotFound");
  }

  /**
   * The same of a call's failure in words. A datastore that is gone must not pass for one without
   * the file.
   */
  public static boolean tellsOfAMissingFile(VSphereException failure) {
    return failure.getCause() != null && isFileNotFound(failure.getCause());
  }

  public static boolean isInvalidArgument(Throwable failure) {
    return is(failure, "InvalidArgument");
  }

  private static boolean is(Throwable failure, String fault) {
    return typeName(failure).filter(name -> FaultKinds.isA(name, fault)).isPresent();
  }

  /** On what the user lacks a privilege; empty if it is another failure, or was not told. */
  public static Optional<Moref> deniedObject(Throwable failure) {
    return ApiFault.of(failure)
        .filter(fault -> fault.kind() == Kind.PERMISSION)
        .flatMap(ApiFault::object);
  }

  /**
   * The API's name of the fault's type, for example {@code InvalidLogin}; empty if the failure is
   * no fault.
   */
  public static Optional<String> typeName(Throwable failure) {
    return ApiFault.of(failure).map(ApiFault::name);
  }

  /** The failure of a call, with what was tried, where, what came back and what can be done. */
  public static VSphereException translate(String operation, String server, Throwable failure) {
    if (failure instanceof VSphereException already) {
      return already;
    }
    String tried = operation + " on " + server;
    Optional<ApiFault> fault = ApiFault.of(failure);
    if (fault.isPresent()) {
      return new VSphereException(
          fault.get().kind(), tried + " failed: " + fault.get().words(), failure);
    }
    if (failure instanceof NotAuthenticatedException) {
      return new VSphereException(
          Kind.SESSION, tried + " failed: " + failure.getMessage() + ENDED_AGAIN, failure);
    }
    if (failure instanceof CallInterrupted) {
      return Calls.interrupted(tried, failure);
    }
    if (failure instanceof PortClosed) {
      return Calls.closed(tried);
    }
    if (failure instanceof TransportClosed) {
      return new VSphereException(
          Kind.CLOSED,
          tried + ": " + failure.getMessage() + "; build a new connection with an open one",
          failure);
    }
    if (failure instanceof WebServiceException && !(failure instanceof SOAPFaultException)) {
      Kind kind = NoAnswer.isTooLong(failure) ? Kind.TOO_LONG : Kind.NO_ANSWER;
      return new VSphereException(kind, tried + " " + NoAnswer.words(failure), failure);
    }
    return new VSphereException(
        Kind.FAULT, tried + " failed: " + Printable.of(text(failure)), failure);
  }

  private static String text(Throwable failure) {
    if (failure instanceof SOAPFaultException untyped) {
      return SoapFaults.words(untyped);
    }
    return failure instanceof TaskFault ? String.valueOf(failure.getMessage()) : failure.toString();
  }
}
