package io.hostward.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.inventory.DatastorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Path BASE = Path.of("/base");
  private static final String DIGEST = "ab".repeat(32);

  private static List<Delivery> read(byte[] bytes) throws IOException {
    try (Stream<Delivery> rows =
        Manifest.of(new ByteArrayInputStream(bytes), "list", BASE).open()) {
      return rows.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Delivery> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<String> bothFormats() {
    return Stream.of(
        """
        source,target,size,sha256
        a.iso,[ds] iso/a.iso,17,%1$s
        /x/b.iso,[ds2] b.iso,,
        """
            .formatted(DIGEST),
        """
        sha256,target,source,note,size
        %1$s,[ds] iso/a.iso,a.iso,"any ""words"",
        over lines",17

        "",[ds2] b.iso,"/x/b.iso",,""
        """
            .formatted(DIGEST.toUpperCase(java.util.Locale.ROOT)),
        """
        {"source": "a.iso", "target": "[ds] iso/a.iso", "size": 17, "sha256": "%1$s"}

        {"target": "[ds2] b.iso", "source": "/x/b.iso", "size": null, "note": "words"}
        """
            .formatted(DIGEST));
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void rowsAreDeliveries(String text) throws IOException {
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            UnaryOperator.identity(),
            plain -> "\ufeff" + plain,
            plain -> plain.replace("\n", "\r\n"),
            String::stripTrailing,
            plain -> "\n\r\n" + plain)) {
      List<Delivery> rows = read(change.apply(text));

      assertThat(rows)
          .extracting(Delivery::target)
          .containsExactly(new DatastorePath("ds", "iso/a.iso"), new DatastorePath("ds2", "b.iso"));
      assertThat(rows)
          .extracting(row -> row.source().location())
          .containsExactly("/base/a.iso", "/x/b.iso");
      assertThat(rows.get(0).source().size()).hasValue(17);
      assertThat(rows.get(0).source().digest().orElseThrow().sha256()).isEqualTo(DIGEST);
      assertThat(rows.get(1).source().size()).isEmpty();
      assertThat(rows.get(1).source().digest()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          -                                                  | 1 | there is nothing in it
          source;target                                      | 1 | separated by commas
          source,target,sise                                 | 1 | size
          source,source,target                               | 1 | once at most
          source,size                                        | 1 | target
          source,target~a,[ds] a~b                           | 3 | 1 cells
          source,target~~a,[ds] a~b,ds b                     | 4 | '[datastore]
          source,target,note~a,[ds] a,"x~y~z"~b,[ds] ../b,   | 5 | '..'
          source,target,note~a,[ds] a,"x~y~z"~b,[ds] /,"p~q" | 5 | the top
          source,target,size~a,[ds] a,-1                     | 2 | number of bytes
          source,target,size~a,[ds] a,1e3                    | 2 | number of bytes
          source,target,size~a,[ds] a,9999999999999999999    | 2 | number of bytes
          source,target,sha256~a,[ds] a,abc                  | 2 | 64 hexadecimal
          source,target~,[ds] a                              | 2 | no source
          source,target~a,[ds] a~"b"x,[ds] b                 | 3 | more than a comma
          source,target~a,[ds] a~b,"[ds] b                   | 3 | nothing closes
          {"source":"a"}                                     | 1 | no target
          {"source":"a","target":"[ds] a"}~{"source":1}      | 2 | is a text
          {"source":"a","target":"[ds] a","size":"1"}        | 1 | -
          {"source":"a","target":"[ds] a","size":1.5}        | 1 | whole number
          {"source":"a","target":"[ds] a","sise":1}          | 1 | sise
          {"source":"a","source":"b"}                        | 1 | Duplicate
          {"source":"a","target":"[ds] a"} x                 | 1 | -
          {"source":"a","target":"[ds] a"}~~[1]              | 3 | one JSON object
          {"source":"a","target":"[ds] a"}~{"source":        | 2 | no JSON
          {"source":{"a":1}}                                 | 1 | is a text
          """)
  void aWrongRowIsRefusedByItsLine(String text, long line, String problem) {
    String manifest = text == null ? "" : text.replace('~', '\n');
    // A size may be written as text too.
    if (problem == null && manifest.endsWith("\"1\"}")) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read(manifest))).isNull();
      return;
    }
    assertThatThrownBy(() -> read(manifest))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("list, line " + line + ": ")
        .hasMessageContaining(problem == null ? "" : problem)
        .extracting(e -> ((ManifestException) e).line())
        .isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void whatIsNoUtf8IsRefusedByItsLine(String lineEnd) throws IOException {
    for (int rows : new int[] {0, 1, 2000}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(("source,target" + lineEnd).getBytes(StandardCharsets.UTF_8));
      for (int row = 0; row < rows; row++) {
        bytes.writeBytes(("ä" + row + ",[ds] a" + lineEnd).getBytes(StandardCharsets.UTF_8));
      }
      bytes.writeBytes("ärger,[ds] b".getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> read(bytes.toByteArray()))
          .isInstanceOf(ManifestException.class)
          .hasMessageContaining("line " + (rows + 2) + ": the text is not UTF-8");
    }
  }

  @Test
  void aTargetMayBeAFolder() throws IOException {
    assertThat(read("source,target\nx/a.iso,[ds] iso/\nx/b.iso,[ds]\n"))
        .extracting(row -> row.target().toString())
        .containsExactly("[ds] iso/a.iso", "[ds] b.iso");
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsRefused() {
    byte[] whole = "source,target\na,[ds] ä".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(java.util.Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining("line 2: the text is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source,target\na,[ds] a\n\"", "{\"source\":\""})
  void aRowWithoutEndIsRefusedBeforeItFillsTheMemory(String beginning) {
    byte[] block =
        "x\n"
            .repeat(32 * 1024)
            .replace(beginning.startsWith("{") ? "\n" : "", "")
            .getBytes(StandardCharsets.UTF_8);
    int[] blocks = new int[1];
    InputStream endless =
        new InputStream() {
          private ByteArrayInputStream current =
              new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8));

          @Override
          public int read() {
            int next = current.read();
            if (next < 0) {
              blocks[0]++;
              current = new ByteArrayInputStream(block);
              next = current.read();
            }
            return next;
          }
        };
    assertThatThrownBy(
            () -> {
              try (Stream<Delivery> rows = Manifest.of(endless, "list", BASE).open()) {
                rows.forEach(row -> {});
              }
            })
        .hasMessageContaining("line " + (beginning.startsWith("{") ? 1 : 3) + ": ")
        .hasMessageContaining("no end");
    assertThat(blocks[0]).isLessThan(20);
  }

  @Test
  void rowsAreReadAsTheyAreAskedFor() throws IOException {
    InputStream rest =
        new InputStream() {
          private int row;
          private ByteArrayInputStream current =
              new ByteArrayInputStream("source,target\n".getBytes(StandardCharsets.UTF_8));

          @Override
          public int read() {
            int next = current.read();
            if (next < 0) {
              current =
                  new ByteArrayInputStream(
                      ("f" + row + ",[ds] f" + row++ + "\n").getBytes(StandardCharsets.UTF_8));
              next = current.read();
            }
            return next;
          }
        };
    try (Stream<Delivery> rows = Manifest.of(rest, "list", BASE).open()) {
      assertThat(rows.limit(100_000).map(row -> row.target().path()).reduce((a, b) -> b))
          .contains("f99999");
    }
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings()
        .withChars("ab \"',;{}\\#ä\u00a0\ud83d\ude00".toCharArray())
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank() && text.equals(text.strip()));
  }

  @Property
  void anyNameIsReadAsItWasWritten(@ForAll("cells") String name) throws IOException {
    String quoted = '"' + name.replace("\"", "\"\"") + '"';

    assertThat(read("source,target,note\n" + quoted + ",[ds] a,x\nb,[ds] b,\n"))
        .extracting(row -> row.source().relative())
        .containsExactly(name, "b");
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(@ForAll byte[] junk) {
    byte[] head = "source,target\na,[ds] a\n".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = java.util.Arrays.copyOf(head, head.length + junk.length);
    System.arraycopy(junk, 0, bytes, head.length, junk.length);
    for (byte[] text : List.of(junk, bytes)) {
      Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> read(text));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(ManifestException.class);
        assertThat(thrown.getMessage().codePoints()).noneMatch(Character::isISOControl);
      }
    }
  }
}
