package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.testbed.ClientLine.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ClientLineTest {
  @Property(tries = 300)
  void whatIsSaidIsHeardInOneLine(
      @ForAll Kind kind,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros,
      @ForAll String detail) {
    ClientLine line = new ClientLine(kind, micros, detail);

    assertThat(line.toString()).doesNotContain("\n", "\r");
    assertThat(ClientLine.parse(line.toString())).contains(line);
  }

  @Property(tries = 300)
  void whatALibraryPrintsIsPassedOver(@ForAll String text) {
    ClientLine.parse(text).ifPresent(line -> assertThat(line.toString()).isEqualTo(text));
  }

  private static List<ClientLine> upload() {
    return new ArrayList<>(
        List.of(
            new ClientLine(Kind.BEGUN, 1_000_000, ""),
            new ClientLine(Kind.ROUTE, 1_100_000, "direct to ESX1 (host-21)"),
            new ClientLine(Kind.FAILED, 1_200_000, "ESX1 refused"),
            new ClientLine(Kind.ROUTE, 1_250_000, "direct to ESX2 (host-22)"),
            new ClientLine(Kind.BYTES, 1_500_000, "65536"),
            new ClientLine(Kind.VERIFIED, 2_400_000, "20000000 1250000000"),
            new ClientLine(Kind.PUBLISHED, 2_900_000, "[vmstore] a"),
            new ClientLine(Kind.ENDED, 3_000_000, "NEW")));
  }

  @Example
  void timesAreReadOffTheEvents() {
    UploadTimes times = UploadTimes.of(upload());

    assertThat(times.seconds()).isEqualTo(2.0);
    assertThat(times.untilFirstByte()).isEqualTo(0.5);
    assertThat(times.transferSeconds()).isEqualTo(1.25);
    assertThat(times.route()).isEqualTo("direct to ESX2 (host-22)");
    assertThat(times.problem()).isEmpty();
  }

  @Example
  void aFileThatIsNotPublishedHasAProblem() {
    List<ClientLine> lines = upload();
    lines.removeIf(line -> line.kind() == Kind.PUBLISHED);

    assertThat(UploadTimes.of(lines).problem()).contains("ESX1 refused");
    assertThat(UploadTimes.of(List.of()).problem()).contains("the client ended without a word");
  }
}
