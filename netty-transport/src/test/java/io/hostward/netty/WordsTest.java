package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
    for (Advice advice : Advice.values()) {
      assertThat(StatusWords.of(status, advice)).containsPattern(words);
    }
  }

  @Test
  void aRefusedTicketIsNotARefusedSession() {
    assertThat(unauthorized("vmware_cgi_ticket=\"52c9\""))
        .contains("refused the ticket")
        .contains("Host.Config.SystemManagement on the host")
        .contains("used, expired or is for another URL");
    assertThat(unauthorized("vmware_soap_session=\"52c9\""))
        .contains("refused the session")
        .contains("log in again")
        .doesNotContain("ticket");
  }

  private static String unauthorized(String cookie) {
    return StatusWords.of(
        401,
        Advice.of(
            new ServiceTicket(
                HttpMethod.PUT,
                new FolderTarget("/folder/a?dsName=b"),
                List.of(new HostAddress("192.0.2.1", 443)),
                Secret.of(cookie),
                ServerTrust.system())));
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
