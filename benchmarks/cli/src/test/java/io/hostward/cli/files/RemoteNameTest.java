package io.hostward.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.cli.console.CommandFailure;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.NameGlob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteNameTest {
  private static final Optional<String> USUAL = Optional.of("vmstore");

  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.strings()
        .withChars("ab*?[]{}%\u0159 ")
        .ofMinLength(1)
        .ofMaxLength(6)
        .map(name -> "x" + name + "x")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Whatever a file is called, there is a way to write it that names it and nothing else. */
  @Property
  void everyFileCanBeNamed(@ForAll("paths") List<String> parts) throws CommandFailure {
    String written =
        parts.stream()
            .map(part -> NameGlob.exactly(part).toString())
            .collect(Collectors.joining("/"));
    RemoteName name = RemoteName.parse("[ds] " + written, USUAL);

    assertThat(name.isPattern()).isFalse();
    assertThat(name.path()).isEqualTo(new DatastorePath("ds", String.join("/", parts)));
  }

  @ParameterizedTest
  @CsvSource({
    "'[ds] iso/*.iso', ds, iso, true, false",
    "'[ds] iso/', ds, '', false, true",
    "'[ds]', ds, '', false, true",
    "'', vmstore, '', false, true",
    "'iso/a', vmstore, iso, false, false",
    "'[/DC/datastore/ds] a', /DC/datastore/ds, '', false, false",
    "'[ds] a[1]', ds, '', false, false"
  })
  void datastoreFolderAndPatternAreTold(
      String text, String datastore, String folder, boolean pattern, boolean slash)
      throws CommandFailure {
    RemoteName name = RemoteName.parse(text, USUAL);
    assertThat(name.datastore()).isEqualTo(datastore);
    assertThat(name.folder()).isEqualTo(folder);
    assertThat(name.isPattern()).isEqualTo(pattern);
    assertThat(name.slash()).isEqualTo(slash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[ds] i*/a", "[ds] ../a", "[ds] /a", "[ds] a//b", "[ds] a/../*", "[] a"})
  void whatNoFileCanBeCalledIsRefused(String text) {
    assertThatThrownBy(() -> RemoteName.parse(text, USUAL))
        .isInstanceOfAny(CommandFailure.class, IllegalArgumentException.class)
        .hasMessageContaining("was: '");
  }

  @Test
  void pathWithoutADatastoreNeedsAUsualOne() {
    assertThatThrownBy(() -> RemoteName.parse("iso/a", Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("GOVC_DATASTORE");
  }
}
