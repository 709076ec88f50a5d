package io.hostward.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class RouteNameTest {
  @Property(tries = 200)
  void wordsAreReadAsTheyAreWritten(
      @ForAll RouteName.Kind kind,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 20) String server) {
    RouteName route = new RouteName(kind, server, kind == RouteName.Kind.DIRECT ? "host-21" : "");

    assertThat(RouteName.parse(route.toString())).hasValue(route);
  }

  @Example
  void otherWordsAreNoRoute() {
    assertThat(RouteName.parse("")).isEmpty();
    assertThat(RouteName.parse("copied from [vmstore] a.iso")).isEmpty();
    assertThat(RouteName.parse("direct to nowhere")).isEmpty();
  }
}
