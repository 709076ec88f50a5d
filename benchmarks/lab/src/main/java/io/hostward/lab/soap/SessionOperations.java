package io.hostward.lab.soap;

import com.vmware.vim25.UserSession;
import io.hostward.lab.inventory.ServerProfile;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Times;
import java.util.Optional;
import javax.xml.datatype.XMLGregorianCalendar;

/** ServiceInstance and SessionManager: who are you, who am I, and until when? */
final class SessionOperations {
  private static final String MANAGER = "SessionManager";

  private SessionOperations() {}

  static void addTo(Operations operations) {
    String anonymous = Operation.ANONYMOUS;
    operations
        .add("ServiceInstance", "RetrieveServiceContent", anonymous, SessionOperations::content)
        .add("ServiceInstance", "CurrentTime", Operation.VIEW, SessionOperations::now)
        .add(MANAGER, "Login", anonymous, SessionOperations::login)
        .add(MANAGER, "LoginByToken", anonymous, SessionOperations::loginByToken)
        .add(MANAGER, "Logout", Operation.VIEW, SessionOperations::logout)
        .add(MANAGER, "SessionIsActive", "Sessions.ValidateSession", SessionOperations::isActive)
        .add(MANAGER, "TerminateSession", "Sessions.TerminateSession", SessionOperations::terminate)
        .add(MANAGER, "AcquireCloneTicket", Operation.VIEW, SessionOperations::cloneTicket)
        .add(MANAGER, "CloneSession", anonymous, SessionOperations::cloneSession);
  }

  private static Answer<?> content(Call call) {
    ServerProfile profile = call.server().profile();
    return Answer.of(profile.content());
  }

  private static Answer<?> now(Call call) {
    return Answer.of(Times.of(call.server().state().clock().instant()))
        .as(XMLGregorianCalendar.class);
  }

  private static Answer<?> login(Call call) {
    String user = call.string("userName");
    String password = call.maybe("password", String.class) == null ? "" : call.string("password");
    return opened(call, call.server().sessions().login(user, password));
  }

  /** The lab has no single sign-on to believe in. */
  private static Answer<?> loginByToken(Call call) {
    throw Faults.invalidLogin();
  }

  private static Answer<UserSession> opened(Call call, Optional<Session> session) {
    Session opened = session.orElseThrow(Faults::invalidLogin);
    opened.openedFrom(call.http().remoteAddress(), call.http().userAgent());
    return Answer.of(UserSessions.of(opened)).with(opened.setCookie());
  }

  private static Answer<?> logout(Call call) {
    call.server().logout(call.session());
    return Answer.NOTHING;
  }

  /** Only a vCenter has it; it takes the session's key, which is not its cookie. */
  private static Answer<?> isActive(Call call) {
    requireVcenter(call);
    String user = call.string("userName");
    return Answer.of(
        call.server()
            .sessions()
            .byKey(call.string("sessionID"))
            .filter(session -> session.user().name().equalsIgnoreCase(user))
            .isPresent());
  }

  private static Answer<?> terminate(Call call) {
    for (String key : call.all("sessionId", String.class)) {
      Session session =
          call.server()
              .sessions()
              .byKey(key)
              .orElseThrow(() -> Faults.invalidArgument("sessionId"));
      call.server().logout(session);
    }
    return Answer.NOTHING;
  }

  private static Answer<?> cloneTicket(Call call) {
    requireVcenter(call);
    return Answer.of(call.server().sessions().cloneTicket(call.session()));
  }

  private static Answer<?> cloneSession(Call call) {
    requireVcenter(call);
    return opened(call, call.server().sessions().redeemCloneTicket(call.string("cloneTicket")));
  }

  private static void requireVcenter(Call call) {
    if (!call.server().profile().vcenter()) {
      throw Faults.notSupported();
    }
  }
}
