package io.hostward.bulk.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final Datastores ALL =
      () ->
          List.of(
              datastore("nfs-1", "pod"),
              datastore("nfs-2", "pod"),
              datastore("vmfs.1", ""),
              datastore("/DC2/datastore/vmfs.1", ""));

  private static DatastoreInfo datastore(String name, String cluster) {
    return new DatastoreInfo(name, Optional.of(cluster).filter(c -> !c.isEmpty()), Set.of());
  }

  private static SourceFile file(String relative) {
    return new SourceFile(
        "/src/" + relative, relative, OptionalLong.of(1), Optional.empty(), Optional.empty());
  }

  private static List<String> names(DatastoreChoice choice) throws IOException {
    return choice.among(ALL).stream().map(DatastoreInfo::name).toList();
  }

  @Test
  void datastoresAreChosenByNameStarAndCluster() throws IOException {
    assertThat(names(DatastoreChoice.named(List.of("vmfs.1")))).containsExactly("vmfs.1");
    assertThat(names(DatastoreChoice.named(List.of("nfs-*", "nfs-1"))))
        .containsExactly("nfs-1", "nfs-2");
    assertThat(names(DatastoreChoice.named(List.of("/DC2/datastore/vmfs.1"))))
        .containsExactly("/DC2/datastore/vmfs.1");
    assertThat(
            names(DatastoreChoice.ofCluster("pod").and(DatastoreChoice.named(List.of("vmfs.*")))))
        .containsExactly("nfs-1", "nfs-2", "vmfs.1", "/DC2/datastore/vmfs.1");
  }

  @Test
  void aNameThatSeveralHaveIsRefusedAndMeansTheOneThatIsCalledSo() throws IOException {
    Datastores twins =
        () -> List.of(datastore("/A/datastore/x", ""), datastore("/B/datastore/x", "p"));

    assertThatIOException()
        .isThrownBy(() -> DatastoreChoice.named(List.of("[x]")).among(twins))
        .withMessageContaining("name one of [/A/datastore/x], [/B/datastore/x]");
    assertThat(DatastoreChoice.named(List.of("x*")).among(twins)).hasSize(2);
    assertThat(DatastoreChoice.named(List.of("/B/datastore/x")).among(twins))
        .extracting(DatastoreInfo::name)
        .containsExactly("/B/datastore/x");
  }

  @Test
  void aDatastoreIsMeantByItsInventoryPathAndItsIdAsWell() throws IOException {
    Datastores one =
        () ->
            List.of(
                new DatastoreInfo(
                    "vmstore",
                    Optional.empty(),
                    Set.of(),
                    Set.of("/DC/datastore/vmstore", "datastore-11")),
                datastore("datastore-12", ""));

    for (String name : List.of("vmstore", "/DC/datastore/vmstore", "datastore-11", "vm*")) {
      assertThat(DatastoreChoice.named(List.of(name)).among(one))
          .extracting(DatastoreInfo::name)
          .containsExactly("vmstore");
    }
    assertThat(DatastoreChoice.named(List.of("datastore-*")).among(one))
        .as("a pattern is one of names that people give")
        .extracting(DatastoreInfo::name)
        .containsExactly("datastore-12");
  }

  @Test
  void namesStandInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("names");
    Files.writeString(file, "\ufeff# ours\r\n\r\n[nfs-2]\r\n  nfs-1  \r\n");

    assertThat(names(DatastoreChoice.fromFile(file))).containsExactly("nfs-2", "nfs-1");
    Files.writeString(file, "# nothing\n");
    assertThatIOException()
        .isThrownBy(() -> DatastoreChoice.fromFile(file))
        .withMessageContaining("no name of a datastore");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThatIOException()
        .isThrownBy(() -> DatastoreChoice.fromFile(file))
        .withMessageContaining("not UTF-8");
  }

  @Test
  void aPartThatFindsNothingIsRefusedThoughOthersDo() {
    assertThatIOException()
        .isThrownBy(() -> names(DatastoreChoice.named(List.of("nfs-1", "nsf-2"))))
        .withMessageContaining("'nsf-2'")
        .withMessageContaining("4 datastores");
    assertThatIOException()
        .isThrownBy(() -> names(DatastoreChoice.ofCluster("dop")))
        .withMessageContaining("cluster 'dop'");
    assertThatIllegalArgumentException().isThrownBy(() -> DatastoreChoice.named(List.of("a]b")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",                    x/y/a.iso, x/y/a.iso
          iso/,                  x/y/a.iso, iso/x/y/a.iso
          iso/{name},            x/y/a.iso, iso/a.iso
          iso/{folder}/n-{name}, x/y/a.iso, iso/x/y/n-a.iso
          iso/{folder}/n-{name}, a.iso,     iso/n-a.iso
          {folder}/{name},       a.iso,     a.iso
          {datastore}/{path},    a.iso,     nfs/a.iso
          fixed.iso,             a.iso,     fixed.iso
          {{x}}/{name},          a.iso,     {x}/a.iso
          """)
  void aTemplateMakesThePath(String template, String relative, String path) {
    assertThat(
            PathTemplate.parse(template)
                .place(file(relative), datastore("/DC/datastore/nfs", ""))
                .path())
        .isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "{x}", "{ path}", "{}", "a{name", "{na{me}}"})
  void aTemplateWithOtherBracesIsRefused(String template) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathTemplate.parse(template))
        .withMessageContaining("was: '" + template);
  }

  @Test
  void everyFileGoesToEveryDatastore() {
    List<PassedOver> passedOver = new ArrayList<>();
    Distribution distribution =
        new Distribution(
            List.of(datastore("a", ""), datastore("b", "")), PathTemplate.parse("iso/"));

    Stream<Delivery> deliveries =
        distribution.of(Stream.of(file("1"), file("bad\\name"), file("2")), passedOver::add);

    assertThat(deliveries.map(delivery -> delivery.target().toString()))
        .containsExactly("[a] iso/1", "[b] iso/1", "[a] iso/2", "[b] iso/2");
    assertThat(passedOver)
        .hasSize(2)
        .allSatisfy(
            told -> {
              assertThat(told.reason()).isEqualTo(PassedOver.Reason.NAME);
              assertThat(told.detail()).contains("backslash");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "iso/,iso",
    "iso/x-{name},iso",
    "{datastore}/a/{path},ds/a",
    "x{path},''",
    "a/b,a",
    "{{x/{name},{x"
  })
  void aTemplateSaysWhichFolderAllFilesAreBelow(String template, String folder) {
    DatastoreInfo datastore = new DatastoreInfo("ds", Optional.empty(), Set.of());
    assertThat(PathTemplate.parse(template).folder(datastore)).isEqualTo(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "iso/,true",
    "iso/{folder}/{name},true",
    "{datastore}/a/{path},true",
    "iso/{name},false",
    "iso/{path}.new,false",
    "iso/x-{path},false",
    "x{path},false",
    "iso/{folder}-{name},false",
    "a/b,false"
  })
  void aTemplateKeepsPathsOrNot(String template, boolean keeps) {
    assertThat(PathTemplate.parse(template).keepsPaths()).isEqualTo(keeps);
  }
}
