package io.hostward.vsphere.session;

import com.vmware.vim25.FileAlreadyExists;
import com.vmware.vim25.FileLocked;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.InvalidArgument;
import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.NotAuthenticated;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads the faults of the API and puts them into words.
 *
 * <p>A declared fault arrives as one of the generated exceptions, whose only common trait is a
 * method of one name; an undeclared one as RuntimeFaultFaultMsg or as a bare SOAPFaultException,
 * depending on the JAX-WS stack.
 */
public final class VimFaults {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private VimFaults() {}

  public static boolean isNotAuthenticated(Throwable failure) {
    return failure instanceof NotAuthenticatedException
        || typeName(failure).filter("NotAuthenticated"::equals).isPresent();
  }

  /** True if the failure says that a file or folder is missing, rather than another object. */
  public static boolean isFileNotFound(Throwable failure) {
    return typeName(failure).filter("FileNotFound"::equals).isPresent();
  }

  public static boolean isInvalidArgument(Throwable failure) {
    return typeName(failure).filter("InvalidArgument"::equals).isPresent();
  }

  /**
   * The API's name of the fault's type, for example {@code InvalidLogin}; empty if the failure is
   * no fault.
   */
  public static Optional<String> typeName(Throwable failure) {
    Optional<Object> detail = detail(failure);
    if (detail.isPresent()) {
      return Optional.of(detail.get().getClass().getSimpleName());
    }
    return failure instanceof SOAPFaultException fault ? soapType(fault) : Optional.empty();
  }

  public static VSphereException translate(String operation, String server, Throwable failure) {
    if (failure instanceof VSphereException already) {
      return already;
    }
    String tried = operation + " on " + server;
    Optional<Object> detail = detail(failure);
    if (detail.isPresent()) {
      return new VSphereException(
          kind(detail.get()),
          tried + " failed: " + words(detail.get(), failure.getMessage()),
          failure);
    }
    if (failure instanceof SOAPFaultException fault) {
      String type = soapType(fault).map(name -> name + ": ").orElse("");
      String fields =
          soapDetail(fault).map(VimFaults::fields).orElse("")
              + soapType(fault).map(VimFaults::advice).orElse("");
      Kind kind = soapType(fault).map(VimFaults::kindByName).orElse(Kind.FAULT);
      return new VSphereException(
          kind, tried + " failed: " + type + message(fault) + fields, failure);
    }
    if (failure instanceof NotAuthenticatedException) {
      return new VSphereException(
          Kind.SESSION,
          tried + " failed: " + failure.getMessage() + "; the session has ended: log in anew",
          failure);
    }
    if (failure instanceof WebServiceException) {
      return new VSphereException(Kind.NO_ANSWER, tried + " " + NoAnswer.words(failure), failure);
    }
    return new VSphereException(
        Kind.FAULT, tried + " failed: " + Printable.of(text(failure)), failure);
  }

  private static Optional<Object> detail(Throwable failure) {
    try {
      Method getter = failure.getClass().getMethod("getFaultInfo");
      return Optional.ofNullable(getter.invoke(failure));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> soapType(SOAPFaultException failure) {
    return soapDetail(failure).map(VimFaults::typeOf);
  }

  private static Optional<Element> soapDetail(SOAPFaultException failure) {
    if (failure.getFault() == null || failure.getFault().getDetail() == null) {
      return Optional.empty();
    }
    return elements(failure.getFault().getDetail()).findFirst();
  }

  private static String typeOf(Element detail) {
    String type = detail.getAttributeNS(XSI, "type");
    String name = type.isEmpty() ? detail.getLocalName().replaceFirst("Fault$", "") : type;
    return name.substring(name.indexOf(':') + 1);
  }

  /**
   * The fault's own simple fields, such as the missing privilege or the argument that was wrong.
   */
  private static String fields(Element detail) {
    return elements(detail)
        .filter(field -> elements(field).findAny().isEmpty())
        .map(
            field ->
                "; " + field.getLocalName() + " " + Printable.of(field.getTextContent().strip()))
        .collect(Collectors.joining());
  }

  private static Stream<Element> elements(Node parent) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  private static Kind kind(Object fault) {
    if (fault instanceof NotAuthenticated) {
      return Kind.SESSION;
    } else if (fault instanceof NoPermission) {
      return Kind.PERMISSION;
    } else if (fault instanceof InvalidLogin) {
      return Kind.LOGIN;
    } else if (fault instanceof FileNotFound || fault instanceof ManagedObjectNotFound) {
      return Kind.NOT_FOUND;
    } else if (fault instanceof FileAlreadyExists) {
      return Kind.ALREADY_EXISTS;
    } else if (fault instanceof FileLocked) {
      return Kind.LOCKED;
    }
    return Kind.FAULT;
  }

  private static Kind kindByName(String name) {
    return switch (name) {
      case "NotAuthenticated" -> Kind.SESSION;
      case "NoPermission" -> Kind.PERMISSION;
      case "InvalidLogin" -> Kind.LOGIN;
      case "FileNotFound", "ManagedObjectNotFound" -> Kind.NOT_FOUND;
      case "FileAlreadyExists" -> Kind.ALREADY_EXISTS;
      case "FileLocked" -> Kind.LOCKED;
      default -> Kind.FAULT;
    };
  }

  private static String advice(String type) {
    return switch (type) {
      case "NotAuthenticated" -> "; the session has ended: log in anew";
      case "NoPermission" -> "; the user lacks a privilege";
      case "InvalidLogin" -> "; check the user name and the password";
      default -> "";
    };
  }

  private static String words(Object fault, @Nullable String message) {
    String text = fault.getClass().getSimpleName();
    if (message != null && !message.isBlank()) {
      text += " (" + Printable.of(message.strip()) + ")";
    }
    text += advice(fault.getClass().getSimpleName());
    if (fault instanceof NoPermission missing && !(fault instanceof NotAuthenticated)) {
      text += ": " + missing.getPrivilegeId() + " on " + object(missing);
    } else if (fault instanceof InvalidArgument argument && argument.getInvalidProperty() != null) {
      text += "; the argument is " + Printable.of(argument.getInvalidProperty());
    }
    return text;
  }

  private static String object(NoPermission missing) {
    return missing.getObject() == null
        ? "an object that was not named"
        : missing.getObject().getType() + " " + missing.getObject().getValue();
  }

  private static String message(SOAPFaultException fault) {
    // The exception's own message wraps the server's words in the SOAP stack's.
    String words = fault.getFault() == null ? null : fault.getFault().getFaultString();
    return Printable.of(String.valueOf(words == null ? fault.getMessage() : words));
  }

  private static String text(Throwable failure) {
    return failure instanceof TaskFault ? String.valueOf(failure.getMessage()) : failure.toString();
  }
}
