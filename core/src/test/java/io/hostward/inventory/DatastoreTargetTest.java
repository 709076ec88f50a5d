package io.hostward.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreTargetTest {
  @Provide
  Arbitrary<DatastoreTarget> targets() {
    return Arbitraries.oneOf(
        Texts.datastoreNames().map(datastore -> new DatastoreTarget(datastore, "", true)),
        Combinators.combine(Texts.datastoreNames(), paths(), Arbitraries.of(true, false))
            .as(DatastoreTarget::new));
  }

  /** Paths that end in what marks a datastore, as often as not. */
  @Provide
  Arbitrary<String> paths() {
    return Combinators.combine(Texts.paths(), Arbitraries.of("", "]", " [v2]", "[ds]", "[", "%2f"))
        .as((path, end) -> path + end);
  }

  @Provide
  Arbitrary<DatastorePath> files() {
    return Combinators.combine(Texts.datastoreNames(), paths()).as(DatastorePath::new);
  }

  @Provide
  Arbitrary<String> junk() {
    return Texts.junk();
  }

  @Property
  void printsWhatItParses(@ForAll("targets") DatastoreTarget target) {
    assertThat(DatastoreTarget.parse(target.toString())).isEqualTo(target);
    assertThat(DatastoreTarget.parse(target.toString(), "another")).isEqualTo(target);
  }

  @Property
  void aFilesPathIsTheFileItself(@ForAll("files") DatastorePath file) {
    DatastoreTarget target = DatastoreTarget.parse(file.toString());

    assertThat(target.folder()).isFalse();
    assertThat(target.file("other.iso")).isEqualTo(file);
    assertThat(target.asFolder().file("other.iso"))
        .isEqualTo(new DatastorePath(file.datastore(), file.path() + "/other.iso"));
  }

  @Property
  void aFolderWithASlashHoldsTheFile(@ForAll("files") DatastorePath folder) {
    DatastoreTarget target = DatastoreTarget.parse(folder + "/");

    assertThat(target.folder()).isTrue();
    assertThat(target.file(folder.fileName()))
        .isEqualTo(new DatastorePath(folder.datastore(), folder.path() + "/" + folder.fileName()));
    assertThat(target.asFolder()).isEqualTo(target);
  }

  @Property
  void aPathAloneIsOnTheDatastoreThatIsGiven(@ForAll("files") DatastorePath file) {
    if (!DatastoreTarget.namesDatastore(file.path())) {
      assertThat(DatastoreTarget.parse(file.path(), "[" + file.datastore() + "]"))
          .isEqualTo(new DatastoreTarget(file.datastore(), file.path(), false));
    }
  }

  @Property
  void anyTextIsRefusedOrSafe(@ForAll("junk") String text) {
    DatastoreTarget target;
    try {
      target = DatastoreTarget.parse(text, "vmstore");
    } catch (IllegalArgumentException e) {
      assertThat(String.valueOf(e.getMessage()).codePoints()).noneMatch(Character::isISOControl);
      return;
    }
    assertThat(DatastoreTarget.parse(target.toString())).isEqualTo(target);
    assertThat(target.file("a").path().split("/", -1)).doesNotContain("", ".", "..");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          [vmstore],                       vmstore, "",              true
          "[vmstore]  ",                   vmstore, "",              true
          [vmstore] iso/,                  vmstore, iso,             true
          [vmstore] iso,                   vmstore, iso,             false
          [vmstore] iso/disk [v2],         vmstore, iso/disk [v2],   false
          [vmstore] iso/disk [v2]/,        vmstore, iso/disk [v2],   true
          [vmstore] [vmstore],             vmstore, [vmstore],       false
          [vmstore]],                      vmstore, ],               false
          iso/disk [v2],                   default, iso/disk [v2],   false
          iso/,                            default, iso,             true
          [/DC/datastore/ds/] iso/,        /DC/datastore/ds, iso,    true
          """)
  void aSlashOrADatastoreAloneIsAFolder(
      String text, String datastore, String path, boolean folder) {
    assertThat(DatastoreTarget.parse(text, "[default]"))
        .isEqualTo(new DatastoreTarget(datastore, path, folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "iso/disk.iso",
        "[ds",
        "ds]",
        "[]",
        "[ds] /",
        "[ds] /iso",
        "[ds] iso//",
        "[ds] iso ",
        "[ds] iso/ ",
        "[ds] ..",
        "[ds] ../",
        "[ds] a\\",
        "[ds] a\n",
        "[d[s] a",
        "\t[ds] a"
      })
  void refusesWhatIsNoTarget(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatastoreTarget.parse(text))
        .withMessageContaining("was: '");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          vmstore,              vmstore
          [vmstore],            vmstore
          " [vm store] ",       vm store
          /DC/datastore/ds,     /DC/datastore/ds
          /DC/datastore/ds//,   /DC/datastore/ds
          [/DC/datastore/ds/],  /DC/datastore/ds
          """)
  void aDatastoreIsNamedWithOrWithoutBrackets(String text, String name) {
    assertThat(DatastoreTarget.datastoreName(text)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "[ds", "ds]", "[[ds]]", "[ds] iso", "/", "[/]", "a/b"})
  void refusesWhatIsNoDatastore(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatastoreTarget.datastoreName(text))
        .withMessageContaining("was: '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\nb", "a "})
  void aFileWithoutAUsableNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatastoreTarget.parse("[ds] iso/").file(name));
  }
}
