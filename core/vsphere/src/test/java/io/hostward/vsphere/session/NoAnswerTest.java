package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NoAnswerTest {
  @Property(tries = 200)
  void anyFailureHasOnePrintableLineThatNamesCallAndServer(
      @ForAll String message, @ForAll boolean nested) {
    Throwable root = new IOException(message);
    VSphereException words =
        VimFaults.translate(
            "MoveDatastoreFile_Task",
            "vc:443",
            nested ? new WebServiceException("outer", root) : new WebServiceException(message));
    assertThat(words.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(words).hasMessageStartingWith("MoveDatastoreFile_Task on vc:443 ");
    assertThat(words.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Test
  void chainOfCausesThatRunsInACircleEnds() {
    IOException one = new IOException("one");
    IOException two = new IOException("two", one);
    one.initCause(two);
    assertThat(NoAnswer.words(one)).startsWith("got no answer: IOException: two");
  }
}
