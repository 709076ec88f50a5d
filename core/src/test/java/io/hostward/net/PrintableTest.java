package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
  @Property
  void nothingBreaksTheLineOrItsEncoding(@ForAll String text) {
    String printable = Printable.of(text);
    assertThat(printable.codePoints()).noneMatch(Character::isISOControl);
    assertThat(printable).doesNotContain("\u2028", "\u2029", "\u202e");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(printable)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0x1b, \\u001b", "0x0a, \\u000a", "0x00, \\u0000", "0x7f, \\u007f", "0x85, \\u0085",
    "0x2028, \\u2028", "0x202e, \\u202e", "0x2066, \\u2066", "0xd800, \\ud800", "0xdfff, \\udfff"
  })
  void escapes(int character, String escaped) {
    assertThat(Printable.of("a" + (char) character + "b")).isEqualTo("a" + escaped + "b");
  }

  @Property
  void messagesKeepTheirLinesAndNothingElseThatBreaksThem(@ForAll String text) {
    String name = text.replaceAll("[\\r\\n]", "");
    String message = "tried:\n  1. " + name + "\r\n  2. b\rc";
    assertThat(Printable.message(message))
        .isEqualTo("tried:\n  1. " + Printable.whole(name) + "\r\n  2. b\\u000dc");
    assertThat(Printable.whole(text).codePoints()).noneMatch(Character::isISOControl);
    assertThat(Printable.whole(Printable.whole(text))).isEqualTo(Printable.whole(text));
  }

  @Test
  void leavesNamesOfAllScriptsAlone() {
    String names = "Ångström 日本語 שלום می\u200cخواهم \ud83d\udc69\u200d\ud83d\ude80 a+b%2f";
    assertThat(Printable.of(names)).isEqualTo(names);
  }

  @Test
  void cutsLongTextBetweenCharacters() {
    assertThat(Printable.of("x".repeat(500))).isEqualTo("x".repeat(500));
    assertThat(Printable.of("x".repeat(501))).isEqualTo("x".repeat(500) + "...");
    assertThat(Printable.of("x".repeat(499) + "\ud83d\ude80y"))
        .isEqualTo("x".repeat(499) + "\ud83d\ude80...");
  }

  @Test
  void oneIsOneAndNoneAndSeveralAreMore() {
    assertThat(Printable.count(0, "file")).isEqualTo("0 files");
    assertThat(Printable.count(1, "file")).isEqualTo("1 file");
    assertThat(Printable.count(2, "file")).isEqualTo("2 files");
    assertThat(Printable.count(1, "delivery", "deliveries")).isEqualTo("1 delivery");
    assertThat(Printable.count(9, "delivery", "deliveries")).isEqualTo("9 deliveries");
  }
}
