package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    assertThat(Glob.of(name.toLowerCase(Locale.ROOT), true).matches(name.toUpperCase(Locale.ROOT)))
        .isTrue();
  }

  @Provide
  Arbitrary<String> ascii() {
    return Arbitraries.strings().alpha().numeric();
  }
}
