package io.hostward.cli.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final Map<Charset, byte[]> MARKS =
      Map.of(
          UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
          UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff},
          UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe});

  @TempDir Path folder;

  @Test
  void readsWhatSaysItsEncodingAndUtf8() throws IOException {
    String text = "Grüße, 日本 🚀\r\nsecond";

    assertThat(TextFile.read(file(text.getBytes(UTF_8)))).isEqualTo(text);
    for (Charset charset : MARKS.keySet()) {
      Path file = file(MARKS.get(charset), text.getBytes(charset));
      assertThat(TextFile.read(file)).as(charset.name()).isEqualTo(text);
      assertThat(TextFile.lines(file)).containsExactly("Grüße, 日本 🚀", "second");
    }
    assertThat(TextFile.read(file())).isEmpty();
  }

  @Test
  void refusesWhatWouldBecomeAnotherText() throws IOException {
    Path latin = file("Grüße".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> TextFile.read(latin))
        .isInstanceOf(IOException.class)
        .hasMessage(latin + " is no UTF-8 text: save it as UTF-8");

    Path half = file(MARKS.get(UTF_16LE), new byte[] {65});
    assertThatThrownBy(() -> TextFile.read(half)).hasMessageStartingWith(half + " is no UTF-16LE");

    Path unmarked = file("secret".getBytes(UTF_16LE));
    assertThatThrownBy(() -> TextFile.read(unmarked))
        .hasMessageContaining(unmarked.toString())
        .hasMessageContaining("UTF-16 without a byte order mark");

    Path large = file(new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> TextFile.read(large)).hasMessageContaining("larger than 1 MiB");
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return Files.write(folder.resolve("text"), all.toByteArray());
  }
}
