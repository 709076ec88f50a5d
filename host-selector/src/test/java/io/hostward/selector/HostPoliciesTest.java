package io.hostward.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HostPoliciesTest {

  @Test
  void findsAPolicyByItsName() {
    assertThat(HostPolicies.named("first-usable")).isInstanceOf(FirstUsable.class);
    assertThat(HostPolicies.named(" first-usable\n")).isInstanceOf(FirstUsable.class);
  }

  @Property
  void refusesEveryOtherNameAndListsThose(@ForAll String name) {
    Assume.that(!name.strip().equals("first-usable"));

    assertThatThrownBy(() -> HostPolicies.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no policy '")
        .hasMessageContaining("there are: first-usable")
        .message()
        .satisfies(message -> assertThat(message.codePoints()).noneMatch(Character::isISOControl));
  }
}
