package io.hostward.lab.soap;

import com.vmware.vim25.UserSession;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Times;

/** Shows a session as vim25's UserSession: with its key, never with its cookie. */
final class UserSessions {
  private UserSessions() {}

  static UserSession of(Session session) {
    var user = new UserSession();
    user.setKey(session.key());
    user.setUserName(session.user().name());
    user.setFullName(session.user().name());
    user.setLoginTime(Times.of(session.loginTime()));
    user.setLastActiveTime(Times.of(session.lastActive()));
    user.setLocale("en");
    user.setMessageLocale("en");
    user.setExtensionSession(false);
    user.setIpAddress(session.address());
    user.setUserAgent(session.agent());
    user.setCallCount(0);
    return user;
  }
}
