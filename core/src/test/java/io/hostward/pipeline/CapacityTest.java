package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a datastore cannot hold is refused before a byte moves, on fresh figures alone. */
class CapacityTest {
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final OptionalLong EXACT = OptionalLong.of(World.NEW.length);
  private static final OptionalLong SHORT = OptionalLong.of(World.NEW.length - 1);

  static Stream<Arguments> refusals() {
    return Stream.of(
            new Object[][] {
              {inventory(SHORT, ANY, "normal"), "it has 28 bytes free"},
              {inventory(ANY, SHORT, "normal"), "its largest file is 28 bytes"},
              {inventory(ANY, ANY, "inMaintenance"), "is in maintenance (inMaintenance)"},
              {inventory(ANY, ANY, "enteringMaintenance"), "maintenance (enteringMaintenance)"}
            })
        .flatMap(
            row -> Stream.of(Entry.values()).map(entry -> Arguments.of(row[0], row[1], entry)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesBeforeAnyByte(InventorySnapshot inventory, String reason, Entry entry) {
    try (World world = World.of(1)) {
      world.vsphere.says(inventory);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure.stage()).isEqualTo(Stage.INVENTORY);
      assertThat(failure)
          .hasMessageContaining("29 bytes in memory (29 bytes) cannot go to datastore 'vmstore'")
          .hasMessageContaining(reason);
      assertThat(failure.attempts()).isEmpty();
      assertThat(world.vsphere.calls())
          .containsExactly(Call.INVENTORY, Call.FORGET, Call.INVENTORY);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void oldFiguresAreNoReason(InventorySnapshot old, String reason, Entry entry) throws IOException {
    try (World world = World.of(1)) {
      world.vsphere.says(old);
      world.vsphere.changesTo(inventory(EXACT, EXACT, "normal"));

      entry.upload(world, World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void freshFiguresThatWereAskedForTheHostsRefuseToo(
      InventorySnapshot now, String reason, Entry entry) {
    try (World world = World.of(1)) {
      world.vsphere.says(
          World.inventory(
              List.of(World.mount("esx1", HostSnapshot.Connection.NOT_RESPONDING)),
              ANY,
              ANY,
              "normal"));
      world.vsphere.changesTo(now);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure).hasMessageContaining(reason);
      assertThat(failure.stage()).isEqualTo(Stage.INVENTORY);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  void aDatastoreThatCannotBeFoundIsReported() {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.INVENTORY, new Fault.Refused(Kind.NOT_FOUND));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.stage()).isEqualTo(Stage.INVENTORY);
      assertThat(failure).hasMessageContaining("INVENTORY on vc.example:443 failed: NOT_FOUND");
    }
  }

  private static InventorySnapshot inventory(
      OptionalLong free, OptionalLong largest, String maintenance) {
    return World.inventory(World.mounts(1), free, largest, maintenance);
  }
}
