package io.hostward.lab.vim;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Instants as {@code xsd:dateTime}, in UTC with milliseconds, and back. */
public final class Times {
  private static final DatatypeFactory FACTORY = factory();

  private Times() {}

  /** The wire form of an instant. */
  public static XMLGregorianCalendar of(Instant instant) {
    var calendar =
        GregorianCalendar.from(instant.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneOffset.UTC));
    return FACTORY.newXMLGregorianCalendar(calendar);
  }

  /** The instant of a value from the wire; without a zone it is taken as UTC. */
  public static Instant instant(XMLGregorianCalendar time) {
    return time.toGregorianCalendar(TimeZone.getTimeZone("UTC"), null, null).toInstant();
  }

  private static DatatypeFactory factory() {
    try {
      return DatatypeFactory.newInstance();
    } catch (DatatypeConfigurationException e) {
      throw new IllegalStateException("every JDK has a DatatypeFactory", e);
    }
  }
}
