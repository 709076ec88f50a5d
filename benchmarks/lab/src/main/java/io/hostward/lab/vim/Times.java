package io.hostward.lab.vim;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    // Field by field: by way of a GregorianCalendar it takes ten times as long.
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    return FACTORY.newXMLGregorianCalendar(
        time.getYear(),
        time.getMonthValue(),
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond(),
        time.getNano() / 1_000_000,
        0);
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
