package io.hostward.vsphere.session;

import io.hostward.net.Printable;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads faults that arrive as bare XML, because their operations do not declare them. */
final class SoapFaults {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String PRIVILEGE = "privilegeId";
  private static final String OBJECT = "object";

  private SoapFaults() {}

  /** The fault; empty if the server named no type. */
  static Optional<ApiFault> read(SOAPFaultException failure) {
    if (failure.getFault() == null || failure.getFault().getDetail() == null) {
      return Optional.empty();
    }
    return elements(failure.getFault().getDetail())
        .findFirst()
        .map(detail -> fault(detail, words(failure)));
  }

  /**
   * The fault that a port of Apache CXF throws where there is no SAAJ to make a SOAPFaultException
   * with, which CXF does not bring: a WebServiceException, and below it an exception that gives the
   * detail as XML. That is read by the method's name, since its class may not be there.
   */
  static Optional<ApiFault> readBelow(WebServiceException failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? Optional.empty()
        : detail(cause)
            .flatMap(detail -> elements(detail).findFirst())
            .map(detail -> fault(detail, String.valueOf(cause.getMessage())));
  }

  private static Optional<Element> detail(Throwable cause) {
    try {
      Object detail = cause.getClass().getMethod("getDetail").invoke(cause);
      return detail instanceof Element element ? Optional.of(element) : Optional.empty();
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Optional.empty();
    }
  }

  private static ApiFault fault(Element detail, String message) {
    return new ApiFault(
        type(detail),
        message,
        child(detail, PRIVILEGE).map(SoapFaults::text),
        child(detail, OBJECT).map(it -> new Moref(it.getAttribute("type"), text(it))),
        details(detail));
  }

  /** The exception's own message wraps the server's words in the SOAP stack's. */
  static String words(SOAPFaultException failure) {
    String words = failure.getFault() == null ? null : failure.getFault().getFaultString();
    return String.valueOf(words == null ? failure.getMessage() : words);
  }

  private static String type(Element detail) {
    String type = detail.getAttributeNS(XSI, "type");
    String name = type.isEmpty() ? detail.getLocalName().replaceFirst("Fault$", "") : type;
    return name.substring(name.indexOf(':') + 1);
  }

  /** The fault's other simple fields, such as the argument that was wrong. */
  private static String details(Element detail) {
    Set<String> told = Set.of(PRIVILEGE, OBJECT);
    return elements(detail)
        .filter(field -> elements(field).findAny().isEmpty())
        .filter(field -> !told.contains(field.getLocalName()))
        .map(field -> "; " + field.getLocalName() + " " + Printable.of(text(field)))
        .collect(Collectors.joining());
  }

  private static Optional<Element> child(Element parent, String name) {
    return elements(parent).filter(field -> name.equals(field.getLocalName())).findFirst();
  }

  private static String text(Element field) {
    return field.getTextContent().strip();
  }

  private static Stream<Element> elements(Node parent) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }
}
