package io.hostward.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class FaultBoardTest {
  private final FaultBoard board = new FaultBoard();

  @Property
  void ruleStrikesAfterSkippingAndThenSoManyTimes(
      @ForAll @IntRange(min = 0, max = 5) int skip, @ForAll @IntRange(min = 1, max = 5) int times) {
    board.clearAll();
    board.add(FaultRule.always("h", new Fault.EarlyStatus(500)).after(skip).times(times));
    for (int occasion = 0; occasion < 12; occasion++) {
      assertThat(board.take("h", Entrance.HTTPS, Phase.REQUEST, "PUT").isPresent())
          .as("occasion %d", occasion)
          .isEqualTo(occasion >= skip && occasion < skip + times);
    }
  }

  @Example
  void ruleStrikesOnlyWhereItStands() {
    board.add(FaultRule.always("h", new Fault.ResetAfter(1)).at(Entrance.NFC).onMethod("PUT"));

    assertThat(board.take("h", Entrance.HTTPS, Phase.BODY, "PUT")).isEmpty();
    assertThat(board.take("g", Entrance.NFC, Phase.BODY, "PUT")).isEmpty();
    assertThat(board.take("h", Entrance.NFC, Phase.BODY, "GET")).isEmpty();
    assertThat(board.take("h", Entrance.NFC, Phase.REQUEST, "PUT")).isEmpty();
    assertThat(board.take("h", Entrance.NFC, Phase.BODY, "PUT")).contains(new Fault.ResetAfter(1));
  }

  @Example
  void soapFaultsMayNameAnOperation() {
    board.add(FaultRule.once("vcenter", new Fault.SoapFault("Login", "InvalidLogin")));

    assertThat(board.takeSoap("vcenter", Fault.SoapFault.class, "Logout")).isEmpty();
    assertThat(board.takeSoap("vcenter", Fault.SoapFault.class, "Login")).isPresent();
    assertThat(board.takeSoap("vcenter", Fault.SoapFault.class, "Login")).isEmpty();
  }

  @Example
  void soapFaultsWithoutAnOperationStrikeAny() {
    board.add(FaultRule.once("vcenter", new Fault.SoapStatus(503)));

    assertThat(board.takeSoap("vcenter", Fault.SoapFault.class, "Login")).isEmpty();
    assertThat(board.takeSoap("esx", Fault.SoapStatus.class, "Login")).isEmpty();
    assertThat(board.takeSoap("vcenter", Fault.SoapStatus.class, "Login")).isPresent();
  }

  @Example
  void standingConditionsAreToldOfAndCleared() {
    AtomicInteger told = new AtomicInteger();
    board.onChange(told::incrementAndGet);
    board.add(FaultRule.always("h", new Fault.Refuse()));
    assertThat(board.inForce("h", Entrance.HTTPS, Fault.Refuse.class)).isTrue();
    assertThat(board.inForce("h", Entrance.NFC, Fault.Refuse.class)).isFalse();
    board.clear("h", Fault.Refuse.class);

    assertThat(board.inForce("h", Entrance.HTTPS, Fault.Refuse.class)).isFalse();
    assertThat(told).hasValue(2);
  }
}
