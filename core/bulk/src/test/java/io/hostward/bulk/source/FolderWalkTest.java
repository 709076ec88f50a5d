package io.hostward.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.delivery.PassedOver.Reason;
import io.hostward.bulk.delivery.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
  @TempDir Path top;
  private final List<PassedOver> passedOver = new ArrayList<>();

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("a.iso", "b.txt", "x/c.iso", "x/y/d.iso", "x/y/e.txt")) {
      Path file = top.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createDirectories(top.resolve("empty"));
  }

  private List<String> walk(PathRules rules, Links links) throws IOException {
    try (Stream<SourceFile> files = FileSource.folder(top, rules, links).open(passedOver::add)) {
      return files.map(SourceFile::relative).sorted().toList();
    }
  }

  @Test
  void findsFilesAtAnyDepthWithSizeAndTime() throws IOException {
    assertThat(walk(PathRules.all(), Links.SKIP))
        .containsExactly("a.iso", "b.txt", "x/c.iso", "x/y/d.iso", "x/y/e.txt");
    try (Stream<SourceFile> files =
        FileSource.folder(top, PathRules.all().include("d.iso"), Links.SKIP)
            .open(passedOver::add)) {
      SourceFile file = files.findFirst().orElseThrow();
      assertThat(file.location()).isEqualTo(top.resolve("x/y/d.iso").toString());
      assertThat(file.size()).hasValue(9);
      assertThat(file.modified())
          .contains(Files.getLastModifiedTime(Path.of(file.location())).toInstant());
      assertThat(file.name()).isEqualTo("d.iso");
      assertThat(file.folder()).isEqualTo("x/y");
    }
    assertThat(passedOver).isEmpty();
  }

  @Test
  void whatTheRulesExcludeIsNotTold() throws IOException {
    assertThat(walk(PathRules.all().exclude("y/").exclude("*.txt"), Links.SKIP))
        .containsExactly("a.iso", "x/c.iso");
    assertThat(passedOver).isEmpty();
  }

  @Test
  void linksAreSkippedAndTold() throws IOException {
    Files.createSymbolicLink(top.resolve("link"), top.resolve("x"));
    Files.createSymbolicLink(top.resolve("file.iso"), top.resolve("a.iso"));

    assertThat(walk(PathRules.all(), Links.SKIP)).hasSize(5);
    assertThat(passedOver).extracting(PassedOver::reason).containsExactly(Reason.LINK, Reason.LINK);
    assertThat(Reason.LINK.isFailure()).isFalse();
  }

  @Test
  void linksAreFollowedUnderTheirOwnNames() throws IOException {
    Files.createSymbolicLink(top.resolve("link"), top.resolve("x/y"));
    Files.createSymbolicLink(top.resolve("file.iso"), top.resolve("a.iso"));

    assertThat(walk(PathRules.all().include("*.iso"), Links.FOLLOW))
        .containsExactly("a.iso", "file.iso", "link/d.iso", "x/c.iso", "x/y/d.iso");
    assertThat(passedOver).isEmpty();
  }

  @Test
  void aLinkToAFolderThatItIsInIsPassedOver() throws IOException {
    Files.createSymbolicLink(top.resolve("x/y/up"), top);
    Files.createSymbolicLink(top.resolve("x/self"), top.resolve("x"));

    assertThat(walk(PathRules.all(), Links.FOLLOW)).hasSize(5);
    assertThat(passedOver).extracting(PassedOver::reason).containsExactly(Reason.LOOP, Reason.LOOP);
    assertThat(Reason.LOOP.isFailure()).isTrue();
  }

  @Test
  void aLinkThatLeadsNowhereIsToldAndTheOthersGo() throws IOException {
    Files.createSymbolicLink(top.resolve("gone"), top.resolve("nothing"));

    assertThat(walk(PathRules.all(), Links.FOLLOW)).hasSize(5);
    assertThat(passedOver)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.reason()).isEqualTo(Reason.UNREADABLE);
              assertThat(told.detail()).contains("gone").contains("no such file");
            });
  }

  @Test
  void theFirstLinkEndsItWhereLinksAreRefused() throws IOException {
    Files.createSymbolicLink(top.resolve("x/link"), top.resolve("a.iso"));

    assertThatThrownBy(() -> walk(PathRules.all(), Links.REFUSE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("x/link is a symbolic link");
    assertThat(walk(PathRules.all().exclude("link"), Links.REFUSE)).hasSize(5);
  }

  @Test
  void aFolderThatIsALinkItselfIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(top.resolve("link"), top.resolve("x"));

    try (Stream<SourceFile> files =
        FileSource.folder(link, PathRules.all(), Links.REFUSE).open(passedOver::add)) {
      assertThat(files.map(SourceFile::relative)).contains("c.iso", "y/d.iso");
    }
  }

  @Test
  void whatIsNotWhatItWasCalledIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> FileSource.file(top).open(passedOver::add))
        .withMessageContaining("is a folder");
    assertThatIOException()
        .isThrownBy(
            () ->
                FileSource.folder(top.resolve("a.iso"), PathRules.all(), Links.SKIP)
                    .open(passedOver::add))
        .withMessageContaining("is no folder");
    assertThatIOException()
        .isThrownBy(() -> FileSource.file(top.resolve("none")).open(passedOver::add))
        .withMessageContaining("there is no such file");
  }
}
