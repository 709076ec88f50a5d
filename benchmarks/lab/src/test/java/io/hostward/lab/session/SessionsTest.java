package io.hostward.lab.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.model.UserModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Sessions sessions =
      new Sessions(
          List.of(new UserModel("Anna@lab", "pass word")), Duration.ofMinutes(30), now::get);

  private void advance(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  private Session login() {
    return sessions.login("anna@LAB", "pass word").orElseThrow();
  }

  @Test
  void userIsFoundInAnyCaseButThePasswordIsExact() {
    assertThat(sessions.login("anna@lab", "Pass word")).isEmpty();
    assertThat(sessions.login("berta@lab", "pass word")).isEmpty();
    assertThat(login().user().name()).isEqualTo("Anna@lab");
  }

  @Test
  void loginsAreCountedAndRefusedOnesApart() {
    login();
    sessions.login("ANNA@lab", "wrong");
    sessions.login("berta@lab", "pass word");

    assertThat(sessions.logins("anna@lab")).isEqualTo(1);
    assertThat(sessions.refusedLogins("anna@lab")).isEqualTo(1);
    assertThat(sessions.refusedLogins("berta@lab")).isEqualTo(1);
    assertThat(sessions.logins("nobody")).isZero();
  }

  @Test
  void changedPasswordCountsAtTheNextLogin() {
    Session session = login();
    sessions.changePassword("anna@lab", "new");

    assertThat(sessions.find(session.cookie())).contains(session);
    assertThat(sessions.login("anna@lab", "pass word")).isEmpty();
    assertThat(sessions.login("anna@lab", "new")).isPresent();
    assertThatThrownBy(() -> sessions.changePassword("nobody", "secret"))
        .hasMessageContaining("no user nobody")
        .hasMessageNotContaining("secret");
  }

  @Test
  void cookieIsQuotedAndDiffersFromTheKey() {
    Session session = login();

    assertThat(session.setCookie()).startsWith("vmware_soap_session=\"").contains("\"; Path=/;");
    assertThat(session.cookie()).doesNotContain(session.key());
    assertThat(sessions.find("a=b; " + session.cookie() + "; c=d")).contains(session);
    assertThat(sessions.find(session.cookie().replace("\"", ""))).contains(session);
    assertThat(sessions.find("vmware_soap_session=\"" + session.key() + "\"")).isEmpty();
    assertThat(session.toString()).doesNotContain(session.key()).contains("Anna@lab");
  }

  @Test
  void sessionDiesAfterIdleTimeAndUseKeepsItAlive() {
    Session session = login();
    advance(Duration.ofMinutes(29));
    assertThat(sessions.find(session.cookie())).isPresent();
    advance(Duration.ofMinutes(29));
    assertThat(sessions.byKey(session.key())).contains(session);
    advance(Duration.ofMinutes(1));

    assertThat(sessions.byKey(session.key())).isEmpty();
    assertThat(sessions.find(session.cookie())).isEmpty();
    assertThat(sessions.count()).isZero();
  }

  @Test
  void logoutEndsOneSessionAndExpireAllTheRest() {
    Session first = login();
    Session second = login();
    sessions.logout(first);
    assertThat(sessions.find(first.cookie())).isEmpty();
    assertThat(sessions.find(second.cookie())).isPresent();
    sessions.expireAll();
    assertThat(sessions.find(second.cookie())).isEmpty();
  }

  @Test
  void cloneTicketOpensOneMoreSession() {
    Session session = login();
    String ticket = sessions.cloneTicket(session);
    Session clone = sessions.redeemCloneTicket(ticket).orElseThrow();

    assertThat(clone.key()).isNotEqualTo(session.key());
    assertThat(clone.user()).isEqualTo(session.user());
    assertThat(sessions.redeemCloneTicket(ticket)).isEmpty();
    assertThat(sessions.count()).isEqualTo(2);
  }
}
