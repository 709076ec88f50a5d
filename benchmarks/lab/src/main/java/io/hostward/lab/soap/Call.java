package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.net.SoapCall;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.ApiVersion;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * One call on its way through an operation, with its arguments, which are read when asked for.
 *
 * @param server where it came in
 * @param http the request that carried it
 * @param scope what belongs to the caller's session
 * @param target the object that it is called on
 * @param element the operation's element
 */
record Call(
    SoapServer server, SoapCall http, SessionScope scope, ManagedObject target, Element element) {

  /** The caller's session; NotAuthenticated if there is none. */
  Session session() {
    Session session = scope.session();
    if (session == null) {
      throw Faults.notAuthenticated(target.ref(), Operation.VIEW);
    }
    return session;
  }

  /** All arguments of a name. */
  <T> List<T> all(String name, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element argument && name.equals(argument.getLocalName())) {
        values.add(VimBinding.read(argument, type));
      }
    }
    return values;
  }

  /** An optional argument. */
  <T> @Nullable T maybe(String name, Class<T> type) {
    List<T> values = all(name, type);
    return values.isEmpty() ? null : values.get(0);
  }

  /** A required argument; InvalidArgument without it. */
  <T> T one(String name, Class<T> type) {
    T value = maybe(name, type);
    if (value == null) {
      throw Faults.invalidArgument(name);
    }
    return value;
  }

  /** A required string. */
  String string(String name) {
    return one(name, String.class);
  }

  /** An optional flag, false by default. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(maybe(name, Boolean.class));
  }

  /** A required reference, followed; ManagedObjectNotFound if it leads nowhere. */
  ManagedObject object(String name) {
    return follow(one(name, ManagedObjectReference.class));
  }

  /** An optional reference, followed. */
  @Nullable ManagedObject maybeObject(String name) {
    ManagedObjectReference reference = maybe(name, ManagedObjectReference.class);
    return reference == null ? null : follow(reference);
  }

  /** The object that a reference means; ManagedObjectNotFound if there is none. */
  ManagedObject follow(ManagedObjectReference reference) {
    Ref ref = Ref.of(reference);
    ManagedObject object = scope.find(ref);
    if (object == null) {
      throw Faults.managedObjectNotFound(ref);
    }
    return object;
  }

  /**
   * Whether the answer may have what came with a version of the API: the server has to be of that
   * version, and so has the one that the client asks for by SOAPAction. Older clients fail on
   * fields that they do not know, so that real servers leave them out.
   */
  boolean speaks(String version) {
    ApiVersion wanted = ApiVersion.parse(version);
    ApiVersion asked = ApiVersion.ofSoapAction(http.soapAction());
    return ApiVersion.parse(server.profile().apiVersion()).since(wanted)
        && (asked == null || asked.since(wanted));
  }

  /** Checks a privilege on an object; NoPermission if the caller lacks it. */
  void require(String privilege, ManagedObject object) {
    Permissions.require(session(), privilege, object);
  }

  /** Neither cookie nor arguments: both may hold secrets. */
  @Override
  public String toString() {
    return "Call[" + element.getLocalName() + " on " + target.ref() + "]";
  }
}
