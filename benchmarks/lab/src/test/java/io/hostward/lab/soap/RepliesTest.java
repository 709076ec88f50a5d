package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.net.SoapReply;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepliesTest {

  @Test
  void aFaultSaysItsTypeWhetherOrNotTheBindingDeclaresItsElement() {
    assertThat(body(Faults.invalidLogin()))
        .containsPattern("<InvalidLoginFault [^>]*xsi:type=\"InvalidLogin\"");
    assertThat(body(Faults.invalidProperty("x")))
        .containsPattern("<InvalidPropertyFault [^>]*xsi:type=\"InvalidProperty\"")
        .contains("<name>x</name>");
    assertThat(body(Faults.notAuthenticated(new Ref("Folder", "group-d1"), "System.View")))
        .containsPattern("<NotAuthenticatedFault [^>]*xsi:type=\"NotAuthenticated\"");
  }

  private static String body(VimFault fault) {
    SoapReply reply = Replies.fault(fault);
    assertThat(reply.status()).isEqualTo(500);
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
