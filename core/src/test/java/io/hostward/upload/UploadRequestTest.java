package io.hostward.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.UploadSource;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadRequestTest {
  private static final UploadSource SOURCE = UploadSource.of(new byte[] {1, 2, 3});
  private static final DatastorePath TARGET = DatastorePath.parse("[vmstore] iso/disk.iso");
  private static final UploadRequest DEFAULTS = UploadRequest.of(SOURCE, TARGET);

  @Test
  void hasSafeDefaults() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new UploadRequest(
                SOURCE,
                TARGET,
                Optional.empty(),
                RoutePreference.DIRECT_THEN_RELAY,
                VerificationMode.SIZE,
                WriteMode.ATOMIC,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void eachChangeTouchesOneThing() throws Exception {
    UploadRequest in = DEFAULTS.in("Europe/Prague");
    assertThat(in.datacenter()).contains("Europe/Prague");
    assertChanged(in, "datacenter");

    UploadRequest over = DEFAULTS.over(RoutePreference.RELAY_ONLY);
    assertThat(over.routes()).isEqualTo(RoutePreference.RELAY_ONLY);
    assertChanged(over, "routes");

    UploadRequest verified = DEFAULTS.verifiedBy(VerificationMode.SHA256);
    assertThat(verified.verification()).isEqualTo(VerificationMode.SHA256);
    assertChanged(verified, "verification");

    UploadRequest written = DEFAULTS.written(WriteMode.IN_PLACE);
    assertThat(written.writeMode()).isEqualTo(WriteMode.IN_PLACE);
    assertChanged(written, "writeMode");

    UploadRequest keeping = DEFAULTS.overwriting(false);
    assertThat(keeping.overwrite()).isFalse();
    assertChanged(keeping, "overwrite");

    UploadRequest within = DEFAULTS.within(Duration.ofMinutes(10));
    assertThat(within.deadline()).contains(Duration.ofMinutes(10));
    assertChanged(within, "deadline");

    HostSelectionPolicy policy = (snapshot, context) -> new Selection("p", List.of(), List.of());
    UploadRequest by = DEFAULTS.by(policy);
    assertThat(by.policy()).contains(policy);
    assertChanged(by, "policy");

    UploadListener listener = event -> {};
    UploadRequest heard = DEFAULTS.heardBy(listener);
    assertThat(heard.listener()).contains(listener);
    assertChanged(heard, "listener");

    UUID id = UUID.randomUUID();
    UploadRequest identified = DEFAULTS.identified(id);
    assertThat(identified.id()).contains(id);
    assertChanged(identified, "id");
  }

  @Test
  void changesAddUp() {
    assertThat(
            DEFAULTS
                .in("dc")
                .over(RoutePreference.DIRECT_ONLY)
                .verifiedBy(VerificationMode.SHA256)
                .written(WriteMode.IN_PLACE)
                .overwriting(false)
                .within(Duration.ofNanos(1)))
        .isEqualTo(
            new UploadRequest(
                SOURCE,
                TARGET,
                Optional.of("dc"),
                RoutePreference.DIRECT_ONLY,
                VerificationMode.SHA256,
                WriteMode.IN_PLACE,
                false,
                Optional.of(Duration.ofNanos(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void takesAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.iso"), "hello");
    UploadRequest request = UploadRequest.of(file, TARGET);
    assertThat(request.source().size()).isEqualTo(5);
    assertThat(request.source().describe()).isEqualTo(file.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aDeadlineIsPositive(long seconds) {
    Duration deadline = Duration.ofSeconds(seconds);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.within(deadline))
        .withMessage("a deadline is positive, was: " + deadline);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new UploadRequest(
                    SOURCE,
                    TARGET,
                    Optional.empty(),
                    RoutePreference.DIRECT_ONLY,
                    VerificationMode.SIZE,
                    WriteMode.ATOMIC,
                    true,
                    Optional.of(deadline),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static void assertChanged(UploadRequest changed, String component) throws Exception {
    List<RecordComponent> others =
        Arrays.stream(UploadRequest.class.getRecordComponents())
            .filter(other -> !other.getName().equals(component))
            .toList();
    assertThat(others).hasSize(10);
    for (RecordComponent other : others) {
      assertThat(other.getAccessor().invoke(changed))
          .as(other.getName())
          .isEqualTo(other.getAccessor().invoke(DEFAULTS));
    }
  }
}
