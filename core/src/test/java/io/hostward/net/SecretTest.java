package io.hostward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Property
  void showsNothingOfItself(@ForAll String text) {
    Secret secret = Secret.of(text);
    assertThat(secret).hasToString("(secret)");
    assertThat(String.valueOf(List.of(secret))).isEqualTo("[(secret)]");
    assertThat(secret.reveal()).isEqualTo(text);
  }

  @Test
  void equalityGivesNothingAway() {
    assertThat(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter2"));
  }

  @Test
  void aTicketShowsNoCookie() {
    ServiceTicket ticket =
        new ServiceTicket(
            HttpMethod.PUT,
            FolderTarget.onHost(DatastorePath.parse("[ds] a.iso")),
            List.of(HostAddress.https("esx1")),
            Secret.of("vmware_cgi_ticket=52-ab"),
            ServerTrust.system());
    assertThat(ticket.toString()).contains("esx1:443", "/folder/a.iso").doesNotContain("52-ab");
  }
}
