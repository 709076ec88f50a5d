package io.hostward.vsphere;

import com.vmware.vim25.VimPortType;
import io.hostward.lab.Lab;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Account;
import io.hostward.vsphere.session.VimSession;
import io.hostward.vsphere.soap.SessionCookie;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes the calls that go to a lab through a port, and may alter what is told. */
final class CountingPort {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Consumer<Object> alteration = answer -> {};

  /** Logs in, and lets every call be noted from the first on. */
  VimVSphere connect(Lab lab, VimVSphereBuilder settings) throws VSphereException {
    SessionCookie cookie = new SessionCookie();
    VimPortType real = Labs.port(lab, cookie);
    VimSession session =
        VimSession.open(
            noting(real),
            cookie,
            HostAddress.parse(lab.url().getAuthority(), HostAddress.HTTPS),
            Optional.of(() -> new Account(lab.user().name(), Secret.of(lab.user().password()))));
    return new VimVSphere(session, settings);
  }

  private VimPortType noting(VimPortType real) {
    return (VimPortType)
        Proxy.newProxyInstance(
            CountingPort.class.getClassLoader(),
            new Class<?>[] {VimPortType.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              try {
                Object answer = method.invoke(real, arguments);
                if (answer != null) {
                  alteration.accept(answer);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** From now on the client is told what this makes of the answers. */
  void alter(Consumer<Object> newAlteration) {
    alteration = newAlteration;
  }

  /** The calls since this was last asked. */
  List<String> take() {
    List<String> taken = List.copyOf(calls);
    calls.subList(0, taken.size()).clear();
    return taken;
  }

  List<String> soFar() {
    return List.copyOf(calls);
  }
}
