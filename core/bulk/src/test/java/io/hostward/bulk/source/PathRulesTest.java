package io.hostward.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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

class PathRulesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          *.iso,        a.iso,          true
          *.iso,        x/y/a.iso,      true
          *.iso,        a.isox,         false
          /*.iso,       a.iso,          true
          /*.iso,       x/a.iso,        false
          a.iso,        x/a.iso,        true
          a.iso,        xa.iso,         false
          x/a.iso,      w/x/a.iso,      true
          /x/a.iso,     w/x/a.iso,      false
          tmp/,         tmp/a,          true
          tmp/,         x/tmp/y/a,      true
          tmp/,         tmp,            false
          tmp,          tmp,            true
          tmp,          x/tmp/y/a,      true
          /x/*/a,       x/y/a,          true
          /x/*/a,       x/y/z/a,        false
          /x/**/a,      x/y/z/a,        true
          /x/**,        x/y/z/a,        true
          /x/***,       x/a,            true
          a?c,          abc,            true
          a?c,          a/c,            false
          [a-c].iso,    b.iso,          true
          [a-c].iso,    d.iso,          false
          [!a-c].iso,   d.iso,          true
          [!a-c].iso,   b.iso,          false
          []x].iso,     ].iso,          true
          [a&&b],       &,              true
          x[!y]z,       x/z,            false
          "*.{iso,ova}", x/a.ova,       true
          "*.{iso,ova}", x/a.vmdk,      false
          "a,b",        "a,b",          true
          \\*.iso,      *.iso,          true
          \\*.iso,      a.iso,          false
          a.c,          abc,            false
          (a|b)+,       (a|b)+,         true
          ä*,           ärger/x,        true
          """)
  void aPatternMatchesAFileOrAFolderThatItIsIn(String pattern, String path, boolean matches) {
    assertThat(PathRules.all().include(pattern).lets(path)).isEqualTo(matches);
    assertThat(PathRules.all().exclude(pattern).lets(path)).isEqualTo(!matches);
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    PathRules rules = PathRules.all().include("/keep/**").exclude("*.tmp").include("*.iso");

    assertThat(rules.lets("keep/a.tmp")).isTrue();
    assertThat(rules.lets("a.tmp")).isFalse();
    assertThat(rules.lets("a.iso")).isTrue();
    assertThat(rules.lets("a.txt")).as("no rule matches").isTrue();
  }

  @Test
  void includesAloneExcludeTheRest() {
    PathRules rules = PathRules.all().include("*.iso").include("*.ova");

    assertThat(rules.lets("x/a.ova")).isTrue();
    assertThat(rules.lets("x/a.txt")).isFalse();
  }

  @Test
  void whatRsyncUsersWriteToEnterFoldersLetsNothingElseThrough() {
    PathRules rules = PathRules.all().include("*/").include("*.iso").exclude("*");

    assertThat(rules.lets("x/y/a.iso")).isTrue();
    assertThat(rules.lets("x/y/a.txt")).isFalse();
  }

  @Test
  void aFolderAloneIsLetThroughAsRsyncAndRcloneDo() {
    PathRules rules = PathRules.all().include("/iso/***").exclude("/*");

    assertThat(rules.lets("iso/x/a")).isTrue();
    assertThat(rules.lets("other/a")).isFalse();
    assertThat(rules.barsFolder("other")).as("an earlier include may reach below").isFalse();
    assertThat(PathRules.all().exclude("tmp/").barsFolder("x/tmp")).isTrue();
  }

  @Test
  void linesOfAFileOfRulesAreRead() {
    PathRules rules = PathRules.all();
    for (String line : List.of("# comment", "", "; another", "+ *.iso", "- *")) {
      rules = rules.line(line);
    }

    assertThat(rules.lets("a.iso")).isTrue();
    assertThat(rules.lets("a.txt")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRules.all().line("*.iso"))
        .withMessageContaining("'+ pattern'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "[a", "[z-a]", "{a", "a}", "a\\"})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRules.all().include(pattern))
        .withMessageContaining("was: '");
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("ab.*?[]{},\\$(+^&-|")
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(names -> String.join("/", names));
  }

  @Property
  void anyPathIsMatchedByItselfEscaped(@ForAll("paths") String path) {
    String escaped = Pattern.compile("[^/]").matcher(path).replaceAll("\\\\$0");

    assertThat(PathRules.all().include("/" + escaped).lets(path)).isTrue();
    assertThat(PathRules.all().include("/" + escaped).lets(path + "x")).isFalse();
  }

  @Property
  void aFolderThatIsBarredHoldsNothingThatIsLetThrough(
      @ForAll("paths") String folder, @ForAll("paths") String below) {
    PathRules rules = PathRules.all();
    for (String pattern : List.of("a*", "/b/", "**.a")) {
      rules = rules.exclude(pattern);
    }
    if (rules.barsFolder(folder)) {
      assertThat(rules.lets(folder + "/" + below)).isFalse();
    }
  }
}
