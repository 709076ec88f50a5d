package io.hostward.vsphere.session;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MissingProperty;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.VimPortType;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.soap.UnknownFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads properties of many objects in one call and its pages.
 *
 * <p>The property collector needs no login by itself, so an ended session raises no fault: it shows
 * as an empty answer, or as NotAuthenticated or NoPermission in place of each property. All are
 * told apart here from true answers.
 */
public final class PropertyReader {
  /** A server's page holds up to some thousand objects; one whose pages never end is none. */
  private static final int MOST_PAGES = 10_000;

  private final VimSession session;

  public PropertyReader(VimSession session) {
    this.session = session;
  }

  /** Returns the objects found, in the server's order. */
  public Map<Moref, Properties> read(PropertyFilterSpec filter) throws VSphereException {
    RetrieveOptions options = new RetrieveOptions();
    return session.call(
        "RetrievePropertiesEx", port -> readPages(port, filter, options, UnaryOperator.identity()));
  }

  /**
   * The same for large objects, of which there may be many: no answer holds more of them than this.
   *
   * @param most of them in one answer
   * @param kept makes of each what is kept of it
   */
  public Map<Moref, Properties> read(
      PropertyFilterSpec filter, int most, UnaryOperator<Properties> kept) throws VSphereException {
    RetrieveOptions options = new RetrieveOptions();
    options.setMaxObjects(most);
    return session.call("RetrievePropertiesEx", port -> readPages(port, filter, options, kept));
  }

  private Map<Moref, Properties> readPages(
      VimPortType port,
      PropertyFilterSpec filter,
      RetrieveOptions options,
      UnaryOperator<Properties> kept)
      throws Exception {
    ManagedObjectReference collector = session.content().getPropertyCollector();
    Map<Moref, Properties> found = new LinkedHashMap<>();
    RetrieveResult page = port.retrievePropertiesEx(collector, List.of(filter), options);
    for (int pages = 1; page != null; pages++) {
      for (ObjectContent object : page.getObjects()) {
        found.put(Moref.of(object.getObj()), kept.apply(properties(object)));
      }
      String more = page.getToken();
      if (more != null && pages == MOST_PAGES) {
        throw endless();
      }
      page = more == null ? null : port.continueRetrievePropertiesEx(collector, more);
    }
    if (found.values().stream().allMatch(properties -> properties.values().isEmpty())) {
      // An empty answer may be the truth, or what a caller without a session is shown.
      session.requireAlive(port);
    }
    return found;
  }

  private VSphereException endless() {
    return new VSphereException(
        VSphereException.Kind.FAULT,
        String.format(
            "RetrievePropertiesEx on %s gave %d pages and says that there are more; what answers"
                + " there is hardly a vCenter",
            session.describe(), MOST_PAGES),
        null);
  }

  private static Properties properties(ObjectContent object) throws NotAuthenticatedException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (DynamicProperty property : object.getPropSet()) {
      if (property.getVal() != null) {
        values.put(property.getName(), property.getVal());
      }
    }
    List<String> withheld = new ArrayList<>();
    for (MissingProperty missing : object.getMissingSet()) {
      if (missing.getFault() != null && missing.getFault().getFault() instanceof NotAuthenticated) {
        throw new NotAuthenticatedException(
            "the property " + missing.getPath() + " is withheld without a session");
      }
      withheld.add(missing.getPath() + reason(missing));
    }
    return new Properties(values, withheld);
  }

  private static String reason(MissingProperty missing) {
    if (missing.getFault() == null || missing.getFault().getFault() == null) {
      return "";
    }
    return " (" + UnknownFault.nameOf(missing.getFault().getFault()) + ")";
  }
}
