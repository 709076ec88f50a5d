package io.hostward.lab.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyPathTest {

  @Property
  void whatIsWrittenIsReadBack(@ForAll("steps") List<PropertyPath.Step> steps) {
    String text =
        steps.stream()
            .map(s -> s.key() == null ? s.name() : s.name() + "[\"" + s.key() + "\"]")
            .collect(Collectors.joining("."));
    assertThat(PropertyPath.parse(text)).isEqualTo(new PropertyPath(steps));
  }

  @Property
  void neverThrows(@ForAll String text) {
    PropertyPath path = PropertyPath.parse(text);
    assertThat(path == null || !path.steps().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a[", "a[]", "a[\"x\"", "a b", "a[x]", "1a"})
  void refusesTheMalformed(String text) {
    assertThat(PropertyPath.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "HostSystem, summary.runtime.connectionState, true",
    "HostSystem, name, true",
    "HostSystem, runtime.noSuchField, false",
    "HostSystem, noSuchProperty, false",
    "HostSystem, config.network.pnic, true",
    "HostSystem, config.network.pnic.device, false",
    "HostSystem, 'config.network.pnic[\"k\"].device', true",
    "HostSystem, 'summary.runtime[\"k\"]', false",
    "Datastore, info.vmfs.uuid, true",
    "Datastore, info.nonsense, false",
    "Task, info.result.anything, true",
    "Folder, childEntity, true",
    "StoragePod, childEntity, true",
    "Folder, host, false"
  })
  void fitsWhatTheTypeHas(String type, String path, boolean fits) {
    PropertyPath parsed = PropertyPath.parse(path);
    assertThat(parsed != null && parsed.fits(ManagedTypes.get(type))).isEqualTo(fits);
  }

  @Test
  void typesInheritPropertiesAndNames() {
    ManagedType pod = ManagedTypes.get("StoragePod");
    assertThat(pod.isA("Folder")).isTrue();
    assertThat(pod.isA("ManagedEntity")).isTrue();
    assertThat(pod.isA("Datacenter")).isFalse();
    assertThat(pod.properties())
        .extracting(PropertyType::name)
        .contains("parent", "name", "childEntity", "summary");
  }

  @Provide
  Arbitrary<List<PropertyPath.Step>> steps() {
    Arbitrary<String> name =
        Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').ofMinLength(1);
    Arbitrary<String> key = Arbitraries.strings().excludeChars('"').ofMaxLength(20).injectNull(0.6);
    return Combinators.combine(name, key)
        .as(PropertyPath.Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
