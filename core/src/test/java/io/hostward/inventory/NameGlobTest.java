package io.hostward.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameGlobTest {
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab*?[]{}\\ %\u0159").ofMaxLength(8);
  }

  /** No backslash at the end, before which nothing would stand. */
  @Provide
  Arbitrary<String> patterns() {
    return names().filter(text -> !endsInEscape(text));
  }

  private static boolean endsInEscape(String text) {
    int escapes = 0;
    for (int i = text.length() - 1; i >= 0 && text.charAt(i) == '\\'; i--) {
      escapes++;
    }
    return escapes % 2 == 1;
  }

  private static Pattern regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c == '\\' ? glob.charAt(++i) : c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Property
  void matchesWhatTheSameRegularExpressionDoes(
      @ForAll("patterns") String glob, @ForAll("names") String name) {
    assertThat(NameGlob.parse(glob).matches(name)).isEqualTo(regex(glob).matcher(name).matches());
  }

  @Property
  void exactlyOneNameIsMatchedByItAlone(
      @ForAll("names") String name, @ForAll("names") String other) {
    NameGlob exactly = NameGlob.exactly(name);
    assertThat(exactly.matches(name)).isTrue();
    assertThat(exactly.matches(other)).isEqualTo(other.equals(name));
    assertThat(exactly.name()).isEqualTo(name);
    assertThat(NameGlob.parse(exactly.toString())).isEqualTo(exactly);
  }

  /** Read by the same rules, what is asked for stands for all that is meant. */
  @Property
  void asAskedLeavesNothingOut(@ForAll("patterns") String glob, @ForAll("names") String name) {
    NameGlob meant = NameGlob.parse(glob);
    assertThat(meant.asAsked()).doesNotContain("[", "]", "{", "}", "\\");
    if (meant.matches(name)) {
      assertThat(NameGlob.parse(meant.asAsked()).matches(name)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*.iso, .iso, true",
    "*.iso, a.ISO, false",
    "a?c, a\uD83D\uDCBEc, true",
    "a[bc], ab, false",
    "a[bc], a[bc], true",
    "a\\*c, abc, false",
    "a\\*c, a*c, true",
    "*a*b*, xxaxxbxx, true",
    "*a*b*, xxbxxaxx, false",
  })
  void signsMeanWhatIsSaidOfThem(String glob, String name, boolean matches) {
    assertThat(NameGlob.parse(glob).matches(name)).isEqualTo(matches);
  }

  @Test
  void manyStarsTakeNoLongTime() {
    assertThat(NameGlob.parse("*a".repeat(100) + "b").matches("a".repeat(10_000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/*", "a\\", "*\\\\\\"})
  void whatIsNoPatternOfNamesIsRefused(String text) {
    assertThatThrownBy(() -> NameGlob.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was: '");
  }
}
