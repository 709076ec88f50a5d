package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.util.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Netty is good enough. */
class NettyVersionsTest {

  @Test
  void theOneOfThisBuildIs() {
    assertThatCode(NettyVersions::check).doesNotThrowAnyException();
  }

  @Test
  void itsPartsAreFound() {
    assertThat(NettyVersions.found(getClass().getClassLoader()))
        .containsEntry("netty-common", Version.identify().get("netty-common").artifactVersion())
        .containsKeys("netty-buffer", "netty-codec-http", "netty-handler", "netty-transport");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4.1.118.Final", "4.1.200.Final", "4.2.0.Final", "4.2.18.Final-redhat-1", "4.3.0"})
  void goodEnough(String version) {
    assertThat(NettyVersions.complaint(Map.of("netty-common", version, "netty-handler", version)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.1.117.Final", "4.1.9.Final", "4.0.200.Final", "3.9.9", "5.0.0.Alpha2"})
  void notGoodEnough(String version) {
    assertThat(
            NettyVersions.complaint(
                Map.of("netty-common", version, "netty-handler", "4.1.130.Final")))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .isEqualTo(
                        "Hostward needs Netty 4.1.118 or later, 4.1 or 4.2, all parts of one line,"
                            + " and the class path has netty-common "
                            + version
                            + ", netty-handler 4.1.130.Final; have your build manage them by one"
                            + " netty-bom"));
  }

  @Test
  void partsOfTwoLines() {
    assertThat(
            NettyVersions.complaint(
                Map.of("netty-common", "4.1.130.Final", "netty-handler", "4.2.1.Final")))
        .isPresent();
    assertThat(
            NettyVersions.complaint(
                Map.of("netty-common", "4.1.130.Final", "netty-handler", "4.1.131.Final")))
        .isEmpty();
  }

  @Test
  void whatIsNotUsedOrCannotBeReadIsNoMatter() {
    assertThat(NettyVersions.complaint(Map.of())).isEmpty();
    assertThat(NettyVersions.complaint(Map.of("netty-common", "unknown"))).isEmpty();
    assertThat(
            NettyVersions.complaint(
                Map.of("netty-common", "4.2.1.Final", "netty-codec-dns", "4.0.1.Final")))
        .isEmpty();
  }
}
