package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @Property
  void aNameWithoutWildcardsMatchesItselfOnly(@ForAll String name, @ForAll String other) {
    String plain = name.replace("*", "").replace("?", "");
    assertThat(Glob.of(plain, false).matches(plain)).isTrue();
    assertThat(Glob.of(plain, false).matches(other)).isEqualTo(plain.equals(other));
  }

  @Property
  void aStarMatchesAnythingInItsPlace(
      @ForAll String head, @ForAll String middle, @ForAll String tail) {
    String start = head.replace("*", "").replace("?", "");
    String end = tail.replace("*", "").replace("?", "");
    assertThat(Glob.of(start + "*" + end, false).matches(start + middle + end)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*.iso, a.iso, true",
    "*.iso, a.isox, false",
    "?.iso, ab.iso, false",
    "A*, abc, false",
    "[a].iso, a.iso, false",
    "a+b.iso, a+b.iso, true",
    "a+b.iso, aab.iso, false"
  })
  void matches(String glob, String name, boolean matches) {
    assertThat(Glob.of(glob, false).matches(name)).isEqualTo(matches);
  }

  @Property
  void ignoresCaseWhereAsked(@ForAll("ascii") String name) {
    assertThat(
            Glob.of(name.toLowerCase(java.util.Locale.ROOT), true)
                .matches(name.toUpperCase(java.util.Locale.ROOT)))
        .isTrue();
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> ascii() {
    return net.jqwik.api.Arbitraries.strings().alpha().numeric();
  }
}
