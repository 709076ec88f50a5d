package io.hostward.experiment.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationFileTest {
  @TempDir Path folder;

  private static Observation seen(String vcenter, String datastore, String host) {
    return new Observation(
        vcenter,
        "DC",
        datastore,
        "datastore-31",
        new HostId(host),
        "name\tof " + host,
        0.9987654321,
        Instant.parse("2026-11-22T10:00:07Z"));
  }

  private static DatastoreSnapshot datastore(String name) {
    return new DatastoreSnapshot(
        "datastore-31",
        name,
        "DC",
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        true,
        "normal");
  }

  @Test
  void theNewestOfEachDatastoreIsKept() throws Exception {
    Path file = folder.resolve("seen.tsv");
    ObservationFile.remember(file, seen("vc:443", "vm store", "host-1"));
    ObservationFile.remember(file, seen("vc:443", "other", "host-2"));
    ObservationFile.remember(file, seen("vc:443", "vm store", "host-3"));

    assertThat(ObservationFile.read(file))
        .extracting(Observation::datastore, one -> one.host().value(), Observation::hostName)
        .containsExactly(
            tuple("other", "host-2", "name\tof host-2"),
            tuple("vm store", "host-3", "name\tof host-3"));
    assertThat(ObservationFile.observed(file).hostOf(datastore("vm store")))
        .hasValue(new HostId("host-3"));
    assertThat(ObservationFile.observed(file).hostOf(datastore("a third"))).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void thePolicyTakesTheFileAsAnOption() throws Exception {
    Path file = folder.resolve("seen, of (today).tsv");
    ObservationFile.remember(file, seen("vc:443", "vm store", "host-1"));

    assertThat(ObservationFile.policies().parse("vcenter-default,observed=(" + file + ")"))
        .hasToString("vcenter-default");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObservationFile.policies().parse("vcenter-default,observed=none.tsv"))
        .withMessageContaining("position 1")
        .withMessageContaining("none.tsv");
  }

  @Test
  void aLineThatIsNoneIsNamed() throws Exception {
    Path file = folder.resolve("seen.tsv");
    Files.writeString(file, "# head\n\nvc\tDC\n");

    assertThatIOException()
        .isThrownBy(() -> ObservationFile.read(file))
        .withMessageEndingWith("line 3: an observation has 8 fields between tabs");
  }
}
