package io.hostward.lab.vim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {

  @Property
  void readsWhatIsWritten(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 999_999) Integer> numbers) {
    String text = numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    assertThat(ApiVersion.parse(text).numbers()).isEqualTo(numbers);
    assertThat(ApiVersion.ofSoapAction("\"urn:vim25/" + text + "\""))
        .isEqualTo(ApiVersion.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "8.0.3.0, 7.0.3.1, true",
    "7.0.3.1, 7.0.3.1, true",
    "7.0.3.0, 7.0.3.1, false",
    "6.7.1, 7.0.2.0, false",
    "6.7, 6.7.0.0, true",
    "10.0, 9.9.9.9, true"
  })
  void comparesByNumbers(String version, String other, boolean since) {
    assertThat(ApiVersion.parse(version).since(ApiVersion.parse(other))).isEqualTo(since);
  }

  @Test
  void passesOverActionsThatNameNoVersion() {
    assertThat(ApiVersion.ofSoapAction(null)).isNull();
    assertThat(ApiVersion.ofSoapAction("\"\"")).isNull();
    assertThat(ApiVersion.ofSoapAction("urn:vim25/dev")).isNull();
    assertThat(ApiVersion.ofSoapAction("urn:vim25/6.5")).isEqualTo(ApiVersion.parse("6.5"));
    assertThatThrownBy(() -> ApiVersion.parse("8.x")).hasMessageContaining("8.x");
  }
}
