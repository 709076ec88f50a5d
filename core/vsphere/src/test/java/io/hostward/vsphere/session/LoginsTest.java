package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.RuntimeFaultFaultMsg;
import com.vmware.vim25.SystemError;
import com.vmware.vim25.VimPortType;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.soap.SessionCookie;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a refusal holds. */
class LoginsTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger sent = new AtomicInteger();
  private Exception answer = new InvalidLoginFaultMsg("no", new InvalidLogin());

  private final Logins logins =
      new Logins(
          (VimPortType)
              Proxy.newProxyInstance(
                  VimPortType.class.getClassLoader(),
                  new Class<?>[] {VimPortType.class},
                  (proxy, method, arguments) -> {
                    sent.incrementAndGet();
                    throw answer;
                  }),
          new SessionCookie(),
          new ManagedObjectReference(),
          () -> new Account("anna", Secret.of("s3cret")),
          "vCenter",
          now::get);

  private VSphereException open() {
    return catchThrowableOfType(VSphereException.class, logins::open);
  }

  @Test
  void wrongPasswordIsRefusedForEver() {
    assertThat(open().kind()).isEqualTo(Kind.LOGIN);
    now.addAndGet(Duration.ofDays(200).toNanos());
    assertThat(open().kind()).isEqualTo(Kind.LOGIN);
    assertThat(sent).hasValue(1);
  }

  @Test
  void troubleOfTheServersOwnHoldsForAMinute() {
    answer = new RuntimeFaultFaultMsg("starting", new SystemError());
    assertThat(open()).hasMessageContaining("SystemError").hasMessageContaining("for a minute");
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(open().kind()).isEqualTo(Kind.LOGIN);
    assertThat(sent).hasValue(1);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(open().kind()).isEqualTo(Kind.LOGIN);
    assertThat(sent).hasValue(2);
  }
}
