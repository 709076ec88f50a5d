package io.hostward.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be told of a page without a browser; the rest is in the browser's own test. */
class ReportTest {
  private static final Pattern NUMBER =
      Pattern.compile("value=\"([^\"]*)\" data-json=\"([^\"]*)\">([^<]*)<");
  private static final Pattern TEXT =
      Pattern.compile("<span data-json=\"([^\"]*)\">([^<]*)</span>");

  private static JsonNode compare;

  @TempDir Path folder;

  @BeforeAll
  static void measure() throws Exception {
    compare = Samples.compare();
  }

  private static void assertEqualsDocument(JsonNode document) {
    String page = Report.page(document, "a.json");
    int numbers = 0;
    for (Matcher m = NUMBER.matcher(page); m.find(); numbers++) {
      JsonNode value = document.at(m.group(2));
      assertThat(m.group(1)).as(m.group(2)).isEqualTo(value.asText());
      double shown = Shown.value(m.group(3));
      double exact = value.asDouble();
      assertThat(Math.abs(shown - exact))
          .as("%s: %s of %s", m.group(2), m.group(3), value)
          .isLessThanOrEqualTo(Math.max(0.006, 0.006 * Math.abs(exact)));
    }
    assertThat(numbers).isGreaterThan(20);
    for (Matcher m = TEXT.matcher(page); m.find(); ) {
      assertThat(m.group(2)).isEqualTo(Html.escape(document.at(m.group(1)).asText()));
    }
  }

  @Test
  void numbersAndTextsAreTheDocuments() {
    assertEqualsDocument(compare);
    assertEqualsDocument(Samples.testbed());
    assertEqualsDocument(Samples.simulate());
    assertEqualsDocument(Samples.distribute());
  }

  @Test
  void whatComesFromOutsideIsNoMarkup() {
    for (JsonNode document :
        List.of(compare, Samples.testbed(), Samples.simulate(), Samples.distribute())) {
      JsonNode hostile = Samples.hostile(document);

      assertEqualsDocument(hostile);
      assertThat(Report.page(hostile, "a.json"))
          .contains("&lt;script&gt;")
          .doesNotContain("<script");
    }
  }

  @Test
  void noPasswordStandsInTheCommand() {
    assertThat(compare.at("/run/command").asText())
        .isEqualTo("hostward trace '[vmstore] iso' --url https://***@vc.example/sdk");
  }

  @Test
  void bothFilesAreWrittenAndReplaced() throws Exception {
    Path page = folder.resolve("a.b.html");
    for (int i = 0; i < 2; i++) {
      Report.write(page, Samples.text(compare), compare);
    }

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(page, folder.resolve("a.b.json"));
    }
    assertThat(folder.resolve("a.b.json")).hasContent(Samples.text(compare));
    assertThat(page).content().contains("href=\"a.b.json\"");
  }

  @Test
  void anotherKindHasNoPage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Report.page(new ObjectMapper().createObjectNode(), "a.json"));
  }
}
