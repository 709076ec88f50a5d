package io.hostward.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.Texts;
import io.hostward.net.HostAddress;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTargetTest {
  @Provide
  Arbitrary<DatastorePath> files() {
    return Texts.datastorePaths();
  }

  @Provide
  Arbitrary<String> datacenters() {
    return Texts.paths();
  }

  @Property
  void aStrictServerReadsBackTheFile(@ForAll("files") DatastorePath file) throws Exception {
    FolderTarget target = FolderTarget.onHost(file);
    URI uri = new URI(target.at(HostAddress.https("esx1")));
    assertThat(decodedPath(uri)).isEqualTo("/folder/" + file.path());
    assertThat(decodedQuery(uri)).containsExactly(Map.entry("dsName", file.datastore()));
    assertThat(uri.getRawFragment()).isNull();
  }

  @Property
  void aStrictVcenterReadsBackFileAndDatacenter(
      @ForAll("files") DatastorePath file, @ForAll("datacenters") String datacenter)
      throws Exception {
    URI uri = new URI(FolderTarget.onVcenter(file, datacenter).at(HostAddress.https("vc.example")));
    assertThat(decodedPath(uri)).isEqualTo("/folder/" + file.path());
    assertThat(decodedQuery(uri))
        .containsExactly(Map.entry("dcPath", datacenter), Map.entry("dsName", file.datastore()));
  }

  @Property
  void aServerThatTakesPlusForSpaceReadsTheSame(@ForAll("files") DatastorePath file) {
    String[] halves = FolderTarget.onHost(file).requestTarget().split("\\?", -1);
    assertThat(halves).hasSize(2);
    assertThat(URLDecoder.decode(halves[0], StandardCharsets.UTF_8))
        .isEqualTo("/folder/" + file.path());
    assertThat(URLDecoder.decode(halves[1], StandardCharsets.UTF_8))
        .isEqualTo("dsName=" + file.datastore());
  }

  @Property
  void holdsNothingButUnreservedCharactersAndEscapes(
      @ForAll("files") DatastorePath file, @ForAll("datacenters") String datacenter) {
    String part = "([A-Za-z0-9._~/-]|%[0-9A-F]{2})+";
    assertThat(FolderTarget.onVcenter(file, datacenter).requestTarget())
        .matches("/folder/" + part + "\\?dcPath=" + part + "&dsName=" + part);
  }

  @Test
  void encodesWhatServersStumbleOn() {
    assertThat(FolderTarget.onHost(DatastorePath.parse("[R&D 1] a b/c+d&e#f[g]%2f;.iso")))
        .hasToString("/folder/a%20b/c%2Bd%26e%23f%5Bg%5D%252f%3B.iso?dsName=R%26D%201");
    assertThat(FolderTarget.onVcenter(DatastorePath.parse("[ds] é"), "Europe/R%2fD & Co"))
        .hasToString("/folder/%C3%A9?dcPath=Europe/R%252fD%20%26%20Co&dsName=ds");
  }

  @Test
  void bracketsIpv6AndKeepsThePort() {
    FolderTarget target = FolderTarget.onHost(DatastorePath.parse("[ds] a"));
    assertThat(target.at(HostAddress.https("2001:db8::1")))
        .isEqualTo("https://[2001:db8::1]/folder/a?dsName=ds");
    assertThat(target.at(new HostAddress("192.0.2.7", 8443)))
        .isEqualTo("https://192.0.2.7:8443/folder/a?dsName=ds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/folders/a",
        "folder/a",
        "/sdk",
        "//folder/a",
        "https://h/folder/a",
        "/folder/a b",
        "/folder/é",
        "/folder/a#b",
        "/folder/a\r\nX: y",
        "/folder/%2",
        "/folder/[a]",
        "/../folder/a"
      })
  void refusesWhatIsNoEncodedFolderTarget(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FolderTarget(text))
        .withMessageContaining("/folder");
  }

  private static String decodedPath(URI uri) {
    return Arrays.stream(uri.getRawPath().split("/", -1))
        .map(FolderTargetTest::decoded)
        .collect(Collectors.joining("/"));
  }

  private static Map<String, String> decodedQuery(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : uri.getRawQuery().split("&", -1)) {
      String[] pair = parameter.split("=", -1);
      assertThat(pair).hasSize(2);
      parameters.put(decoded(pair[0]), decoded(pair[1]));
    }
    return parameters;
  }

  /** Decodes by RFC 3986 alone; whatever is not exact fails. */
  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      assertThat(unit).isBetween('!', '~');
      if (unit == '%') {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(unit);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8: " + text, e);
    }
  }
}
