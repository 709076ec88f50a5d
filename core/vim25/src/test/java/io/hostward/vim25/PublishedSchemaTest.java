package io.hostward.vim25;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vmware.vim25.VimService;
import io.hostward.vim25.SchemaType.Field;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every type of the slice agrees with the published schema: base type, abstractness, and each
 * field's name, place, type and optionality.
 *
 * <p>A field may be missing from the slice only if it is optional. Then JAXB skips it in what it
 * reads, and what it writes is still valid. {@code left-out-fields.txt} lists them all; a field
 * that is neither in the slice nor in that list, or in both, is an error. An enumeration may lack
 * values, which then read as {@code null}.
 */
@EnabledIfSystemProperty(
    named = PublishedSchemaTest.FOLDER,
    matches = ".+",
    disabledReason = "no published vim25 schema at hand: set -Dvim25.schema.dir to its folder")
class PublishedSchemaTest {
  static final String FOLDER = "vim25.schema.dir";

  private static Map<String, SchemaType> slice = Map.of();
  private static Map<String, SchemaType> published = Map.of();

  @BeforeAll
  static void readBoth() throws Exception {
    URL wsdl =
        Objects.requireNonNull(VimService.class.getResource("/META-INF/wsdl/vimMessages.wsdl"));
    slice = SchemaReader.read(SchemaReader.included(wsdl, "-types.xsd"));
    published = SchemaReader.read(publishedFiles());
  }

  private static List<URL> publishedFiles() throws Exception {
    Path folder = Path.of(Objects.requireNonNull(System.getProperty(FOLDER))).toAbsolutePath();
    assertThat(folder)
        .as("-D" + FOLDER + " names the folder of the published schema")
        .isDirectory();
    var files = new ArrayList<URL>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(f -> f.toString().endsWith("-types.xsd")).sorted().toList()) {
        files.add(file.toUri().toURL());
      }
    }
    assertThat(files).as("schema files in %s", folder).isNotEmpty();
    return files;
  }

  @Test
  void bothSidesWereRead() {
    assertThat(published).hasSizeGreaterThan(3000);
    assertThat(slice)
        .hasSizeGreaterThan(200)
        .containsKeys("DynamicData", "TaskInfo", "FileNotFound");
  }

  @TestFactory
  Stream<DynamicTest> typeAgrees() {
    return slice.values().stream().map(type -> dynamicTest(type.name(), () -> compare(type)));
  }

  @Test
  void leftOutFieldsAreListed() throws Exception {
    List<String> leftOut =
        slice.values().stream()
            .flatMap(type -> missing(type).map(field -> type.name() + "." + field.name()))
            .sorted()
            .toList();
    System.out.println("Fields of the published schema that the slice leaves out: " + leftOut);

    assertThat(leftOut).containsExactlyElementsOf(listed());
  }

  private static void compare(SchemaType type) {
    SchemaType original = published.get(type.name());
    assertThat(original).as("published type %s", type.name()).isNotNull();
    Objects.requireNonNull(original);
    assertThat(type.base()).as("base type").isEqualTo(original.base());
    assertThat(type.isAbstract()).as("abstractness").isEqualTo(original.isAbstract());
    assertThat(original.values()).as("enumeration values").containsAll(type.values());
    assertThat(type.fields()).as("fields, in order").isEqualTo(kept(type, original));
    assertThat(missing(type)).as("left out").allMatch(Field::optional, "is optional");
  }

  /**
   * The original's fields without those that the slice lacks; fields that only the slice has make a
   * difference.
   */
  private static List<Field> kept(SchemaType type, SchemaType original) {
    return original.fields().stream().filter(field -> hasField(type, field)).toList();
  }

  private static Stream<Field> missing(SchemaType type) {
    SchemaType original = published.get(type.name());
    return original == null
        ? Stream.empty()
        : original.fields().stream().filter(field -> !hasField(type, field));
  }

  private static boolean hasField(SchemaType type, Field wanted) {
    return type.fields().stream().anyMatch(field -> field.name().equals(wanted.name()));
  }

  private static List<String> listed() throws Exception {
    try (InputStream in = PublishedSchemaTest.class.getResourceAsStream("/left-out-fields.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
