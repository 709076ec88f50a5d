package io.hostward.lab.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationNameTest {
  private static final String SOAP = "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'";

  private static String in(String envelope) {
    return OperationName.in(envelope.getBytes(UTF_8));
  }

  @Test
  void isTheFirstElementOfTheBody() {
    assertThat(
            in(
                "<?xml version='1.0'?><s:Envelope "
                    + SOAP
                    + "><s:Header><operationID>x</operationID></s:Header><!-- why --><s:Body> "
                    + "<Login xmlns='urn:vim25'><_this type='SessionManager'>S</_this></Login>"
                    + "</s:Body></s:Envelope>"))
        .isEqualTo("Login");
  }

  @Test
  void isEmptyInWhatCannotBeRead() {
    assertThat(in("")).isEmpty();
    assertThat(in("<s:Envelope " + SOAP + "><s:Body/></s:Envelope>")).isEmpty();
    assertThat(in("<s:Envelope " + SOAP + "><s:Body>")).isEmpty();
  }
}
