package io.hostward.lab.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderTargetTest {
  @Test
  void rawIsKeptByteForByte() throws Exception {
    String raw = "/folder/a%20b//%C3%BC+c%2Bd/?dsName=v%26m&dcPath=N%2Fx+y&other";
    FolderTarget target = FolderTarget.parse(raw);

    assertThat(target).isEqualTo(new FolderTarget(raw, "a b/\u00fc c+d", "N/x y", "v&m"));
    assertThat(FolderTarget.parse("https://[::1]:443" + raw)).isEqualTo(target);
  }

  @Test
  void absentParametersAreNull() throws Exception {
    assertThat(FolderTarget.parse("/folder"))
        .isEqualTo(new FolderTarget("/folder", "", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/folder/../x?dsName=d",
        "/folder/a/%2e/x?dsName=d",
        "/folder/a%0ab?dsName=d",
        "/folder/a%?dsName=d",
        "/folder/a?dsName=%ff"
      })
  void brokenTargetsAre400(String target) {
    assertThatThrownBy(() -> FolderTarget.parse(target))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.status()).isEqualTo(400));
  }

  @Test
  void otherPathsAreNotOurs() {
    assertThat(FolderTarget.matches("/folder")).isTrue();
    assertThat(FolderTarget.matches("/folder?dcPath=x")).isTrue();
    assertThat(FolderTarget.matches("/folder/a")).isTrue();
    assertThat(FolderTarget.matches("/folders/a")).isFalse();
    assertThat(FolderTarget.matches("/sdk/folder")).isFalse();
  }
}
