package io.hostward.lab.soap;

import com.vmware.vim25.UserSession;
import io.hostward.lab.net.SoapCall;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Times;
import org.jspecify.annotations.Nullable;

/** Shows a session as vim25's UserSession: with its key, never with its cookie. */
final class UserSessions {
  private UserSessions() {}

  /**
   * @param http the request that tells where the caller is; null if unknown
   */
  static UserSession of(Session session, @Nullable SoapCall http) {
    var user = new UserSession();
    user.setKey(session.key());
    user.setUserName(session.user().name());
    user.setFullName(session.user().name());
    user.setLoginTime(Times.of(session.loginTime()));
    user.setLastActiveTime(Times.of(session.lastActive()));
    user.setLocale("en");
    user.setMessageLocale("en");
    user.setExtensionSession(false);
    if (http != null) {
      user.setIpAddress(http.remoteAddress());
      user.setUserAgent(http.userAgent());
    }
    user.setCallCount(0);
    return user;
  }
}
