package io.hostward.vsphere.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vmware.vim25.AboutInfo;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import io.hostward.net.HostAddress;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.soap.SessionCookie;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PropertyReaderTest {
  private final AtomicInteger pages = new AtomicInteger();

  /** Gives one page after the other, for ever. */
  private VimPortType endless() {
    ServiceContent content = new ServiceContent();
    AboutInfo about = new AboutInfo();
    about.setVersion("8.0.3");
    about.setApiType("VirtualCenter");
    content.setAbout(about);
    content.setSessionManager(new Moref("SessionManager", "sessions").toVim());
    content.setPropertyCollector(new Moref("PropertyCollector", "collector").toVim());
    RetrieveResult page = new RetrieveResult();
    page.setToken("more");
    return (VimPortType)
        Proxy.newProxyInstance(
            PropertyReaderTest.class.getClassLoader(),
            new Class<?>[] {VimPortType.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("retrieveServiceContent")) {
                return content;
              }
              pages.incrementAndGet();
              return page;
            });
  }

  @Test
  @Timeout(30)
  void pagesThatNeverEndAreGivenUp() throws Exception {
    VimSession session =
        VimSession.open(
            endless(), new SessionCookie(), HostAddress.https("vc.example"), Optional.empty());

    VSphereException failure =
        catchThrowableOfType(
            VSphereException.class,
            () -> new PropertyReader(session).read(new PropertyFilterSpec()));

    assertThat(failure)
        .hasMessageStartingWith("RetrievePropertiesEx on vCenter 8.0.3 at vc.example:443 gave")
        .hasMessageContaining("10000 pages");
    assertThat(pages).hasValue(10_000);
  }
}
