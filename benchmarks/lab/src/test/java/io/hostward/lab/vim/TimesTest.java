package io.hostward.lab.vim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import javax.xml.datatype.DatatypeFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.InstantRange;

class TimesTest {
  private static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();

  @Property
  void looksOnTheWireAsByWayOfACalendar(
      @ForAll @InstantRange(min = "1970-01-01T00:00:00Z", max = "2999-12-31T23:59:59Z")
          Instant instant) {
    Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
    String expected =
        FACTORY
            .newXMLGregorianCalendar(GregorianCalendar.from(millis.atZone(ZoneOffset.UTC)))
            .toXMLFormat();
    assertThat(Times.of(instant).toXMLFormat()).isEqualTo(expected);
    assertThat(Times.instant(Times.of(instant))).isEqualTo(millis);
  }
}
