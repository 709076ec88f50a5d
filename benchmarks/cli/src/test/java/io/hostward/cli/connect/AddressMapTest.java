package io.hostward.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.net.HostAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMapTest {
  private static final HostSnapshot ESX1 =
      new HostSnapshot(
          new HostId("host-21"),
          "ESX1",
          Optional.empty(),
          HostSnapshot.Connection.CONNECTED,
          HostSnapshot.Power.ON,
          false,
          false,
          List.of(new ManagementAddress("192.0.2.1", OptionalInt.empty())),
          Optional.empty(),
          HostLoad.UNKNOWN,
          List.of());
  private static final List<HostAddress> CANDIDATES =
      List.of(HostAddress.https("192.0.2.1"), HostAddress.https("esx1"));

  @Test
  void findsAHostByItsNameInTheInventory() {
    assertThat(resolve("esx1=127.0.0.171:8443", "ESX2=127.0.0.172"))
        .containsExactly(new HostAddress("127.0.0.171", 8443));
  }

  @Test
  void findsAHostByItsManagementAddress() {
    assertThat(resolve("192.0.2.1=[::1]:8443")).containsExactly(new HostAddress("::1", 8443));
  }

  @Test
  void keepsTheOrderOfSeveralOptionsForOneHost() {
    assertThat(resolve("ESX1=10.0.0.1", "ESX1=10.0.0.2:8443"))
        .containsExactly(HostAddress.https("10.0.0.1"), new HostAddress("10.0.0.2", 8443));
  }

  @Test
  void leavesOtherHostsAlone() {
    assertThat(resolve("ESX2=127.0.0.172")).isEqualTo(CANDIDATES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ESX1", "=127.0.0.1", "ESX1=", "ESX1=127.0.0.1:x", "ESX1=a/b"})
  void refusesWhatIsNoPair(String option) {
    assertThatThrownBy(() -> AddressMap.parse(List.of(option)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsWhichOptionsNameNoHost() {
    AddressMap map =
        AddressMap.parse(
            List.of("esx1=10.0.0.1", "192.0.2.1=10.0.0.1", "esx-1=10.0.0.2", "found=10.0.0.3"));
    assertThat(map.unmatched(List.of(ESX1))).containsExactly("esx-1", "found");

    // A ticket may tell a name that the inventory does not.
    map = AddressMap.parse(List.of("esx-1=10.0.0.2", "found=10.0.0.3"));
    assertThat(map.resolve(ESX1, List.of(HostAddress.https("found"))))
        .containsExactly(HostAddress.https("10.0.0.3"));
    assertThat(map.unmatched(List.of(ESX1))).containsExactly("esx-1");
  }

  private static List<HostAddress> resolve(String... options) {
    return AddressMap.parse(List.of(options)).resolve(ESX1, CANDIDATES);
  }
}
