package io.hostward.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastorePathTest {
  @Provide
  Arbitrary<DatastorePath> files() {
    return Texts.datastorePaths();
  }

  @Provide
  Arbitrary<String> junk() {
    return Texts.junk();
  }

  @Property
  void printsWhatItParses(@ForAll("files") DatastorePath file) {
    assertThat(DatastorePath.parse(file.toString())).isEqualTo(file);
    assertThat(file.toString()).isEqualTo("[" + file.datastore() + "] " + file.path());
  }

  @Property
  void folderAndNameMakeThePath(@ForAll("files") DatastorePath file) {
    String folder = file.folder();
    assertThat(folder.isEmpty() ? file.fileName() : folder + "/" + file.fileName())
        .isEqualTo(file.path());
    assertThat(file.fileName()).doesNotContain("/").isNotEmpty();
    assertThat(file.sibling(file.fileName())).isEqualTo(file);
    assertThat(file.folderNotation())
        .isEqualTo("[" + file.datastore() + "]" + (folder.isEmpty() ? "" : " " + folder));
  }

  @Property
  void anyTextIsRefusedOrSafe(@ForAll("junk") String text) {
    DatastorePath file;
    try {
      file = DatastorePath.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(String.valueOf(e.getMessage()).codePoints()).noneMatch(Character::isISOControl);
      return;
    }
    assertThat(DatastorePath.parse(file.toString())).isEqualTo(file);
    assertThat(file.path().split("/", -1)).doesNotContain("", ".", "..");
    assertThat(file.path()).doesNotContain("\\");
    assertThat(file.toString().codePoints()).noneMatch(Character::isISOControl);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          [vmstore] iso/disk.iso,          vmstore,  iso/disk.iso
          [vmstore]iso/disk.iso,           vmstore,  iso/disk.iso
          "  [vmstore]   iso/disk.iso",    vmstore,  iso/disk.iso
          [a b] c d/e f.iso,               a b,      c d/e f.iso
          [R&D #1 100%] a+b&c#d%.iso,      R&D #1 100%, a+b&c#d%.iso
          [x%2fy] a%2fb,                   x%2fy,    a%2fb
          [ds] a [1]/b]c.iso,              ds,       a [1]/b]c.iso
          [日本] é/🚀.iso,                  日本,      é/🚀.iso
          [ds] .../..a/.b,                 ds,       .../..a/.b
          [/DC/datastore/a b/ds] f,        /DC/datastore/a b/ds, f
          [datastore-31] f,                datastore-31, f
          """)
  void takesNamesAsTheyAre(String text, String datastore, String path) {
    assertThat(DatastorePath.parse(text)).isEqualTo(new DatastorePath(datastore, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ds",
        "ds/file",
        "[ds",
        "ds] file",
        "[ds]",
        "[ds] ",
        "[] file",
        "[/] file",
        "[//ds] file",
        "[/DC/datastore/] file",
        "[/DC/../ds] file",
        "[/DC\\ds] file",
        "[DC/ds] file",
        "[ ] file",
        "[ds] /file",
        "[ds] file/",
        "[ds] a//b",
        "[ds] .",
        "[ds] ..",
        "[ds] a/./b",
        "[ds] a/../b",
        "[ds] ../b",
        "[ds] a/ /b",
        "[ds] a\\b",
        "[ds] a\u0000b",
        "[ds] a\nb",
        "[ds] a\u007fb",
        "[ds] a\u0085b",
        "[ds]\tfile",
        "[ds]\nfile",
        "\n[ds] file",
        "[ds] \ud800",
        "[ds] \udc00a",
        "[d\u0001s] file",
        "[\ud800] file",
        "[d[s] file",
        "[d/s] file",
        "[d\\s] file",
        "[ds] file ",
        "[ds] \u3000file"
      })
  void refusesWhatAServerCouldReadDifferently(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatastorePath.parse(text))
        .withMessageContaining("was: '")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u0000", "\u0085"));
  }

  @Test
  void theConstructorIsAsStrictAsTheParser() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatastorePath("d]s", "file"))
        .withMessageContaining("brackets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatastorePath("ds", " file"))
        .withMessageContaining("blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatastorePath("ds", "a/../b"))
        .withMessageContaining("'..'");
  }

  @Example
  void namesItsFolderAndSiblings() {
    DatastorePath deep = DatastorePath.parse("[ds] a/b/c.iso");
    assertThat(deep.folder()).isEqualTo("a/b");
    assertThat(deep.fileName()).isEqualTo("c.iso");
    assertThat(deep.folderNotation()).isEqualTo("[ds] a/b");
    assertThat(deep.sibling("d.iso")).hasToString("[ds] a/b/d.iso");

    DatastorePath shallow = DatastorePath.parse("[ds] c.iso");
    assertThat(shallow.folder()).isEmpty();
    assertThat(shallow.folderNotation()).isEqualTo("[ds]");
    assertThat(shallow.sibling("d.iso")).hasToString("[ds] d.iso");
    assertThatIllegalArgumentException().isThrownBy(() -> shallow.sibling(".."));
  }
}
