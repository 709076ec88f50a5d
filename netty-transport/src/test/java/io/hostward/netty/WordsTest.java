package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.Secret;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators read. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "101, another protocol",
    "200, do not trust the file",
    "307, does not follow",
    "400, as a /folder URL",
    "401, take a new one",
    "403, Datastore.FileManagement",
    "404, the user may not see it",
    "405, choose another name",
    "409, virtual machine",
    "418, rejected the request",
    "500, Cryptographer.Access",
    "502, another host",
    "507, free space",
    "599, its log"
  })
  void eachStatusHasAMeaningAndARemedy(int status, String words) {
    assertThat(StatusWords.of(status)).containsPattern(words);
  }

  @Test
  void anAnswersTextIsOneLineWithoutOurCookie() {
    AnswerText text = new AnswerText();
    text.append(
        Unpooled.copiedBuffer(
            "  <p>\r\n\tticket tick-4711\u001b[0m is spent</p> ", StandardCharsets.UTF_8));
    assertThat(text.without(Secret.of("vmware_cgi_ticket=\"tick-4711\"")))
        .isEqualTo("<p> ticket (secret)\\u001b[0m is spent</p>");
  }

  @Test
  void anAnswersTextIsKeptTo2048Bytes() {
    AnswerText text = new AnswerText();
    for (int i = 0; i < 10; i++) {
      assertThat(text.isFull()).isEqualTo(i * 300 >= 2048);
      text.append(Unpooled.copiedBuffer("y".repeat(300), StandardCharsets.UTF_8));
    }
    assertThat(text.without(Secret.of("c=1"))).hasSize(2048);
  }

  @Test
  void theBuilderNamesRuleAndValue() {
    NettyTransportBuilder builder = NettyTransport.builder();
    assertThatThrownBy(() -> builder.eventLoops(0)).hasMessageContaining("was: 0");
    assertThatThrownBy(() -> builder.bufferSize(100)).hasMessageContaining("4096 to 1048576");
    assertThatThrownBy(() -> builder.stallTimeout(Duration.ZERO))
        .hasMessageContaining("stall timeout");
  }
}
