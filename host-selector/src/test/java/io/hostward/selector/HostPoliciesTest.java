package io.hostward.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    Assume.that(!PolicyCatalog.standard().names().contains(name.strip()));

    assertThatThrownBy(() -> HostPolicies.named(name))
        .isInstanceOf(PolicySyntaxException.class)
        .hasMessageStartingWith("position ")
        .hasMessageContaining(
            "there are: avoid, failed-last, fastest, first-of, first-usable, least-loaded,")
        .message()
        .satisfies(message -> assertThat(message.codePoints()).noneMatch(Character::isISOControl));
  }

  @Property
  void refusesEveryOtherOptionAndListsThose(@ForAll String option, @ForAll String value) {
    Assume.that(!List.of("ties", "half-life", "seed").contains(option.strip()));

    assertThatThrownBy(() -> HostPolicies.named("least-loaded," + option + "=" + value))
        .isInstanceOf(PolicySyntaxException.class)
        .hasMessageStartingWith("position ")
        .message()
        .satisfies(message -> assertThat(message.codePoints()).noneMatch(Character::isISOControl));
  }
}
