package io.hostward.lab.soap;

import io.hostward.lab.inventory.Entity;
import io.hostward.lab.property.Access;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user may see and do, by the privileges that the model withholds. */
final class Permissions implements Access {
  /** Properties that the right to see an object, not to read it, opens. */
  private static final Set<String> VISIBLE =
      Set.of(
          "name",
          "parent",
          "childEntity",
          "childType",
          "vmFolder",
          "hostFolder",
          "datastoreFolder",
          "networkFolder",
          "view");

  private final @Nullable Session session;

  Permissions(@Nullable Session session) {
    this.session = session;
  }

  @Override
  public @Nullable VimFault refusal(ManagedObject object, String path) {
    String privilege = privilege(path);
    if (session == null) {
      boolean open = object.type().isA("ServiceInstance") && path.startsWith("content");
      return open ? null : Faults.notAuthenticated(object.ref(), privilege);
    }
    if (!may(session, Operation.VIEW, object)) {
      return Faults.noPermission(object.ref(), Operation.VIEW);
    }
    return may(session, privilege, object) ? null : Faults.noPermission(object.ref(), privilege);
  }

  private static String privilege(String path) {
    if (path.startsWith("sessionList")) {
      return "Sessions.TerminateSession";
    }
    return VISIBLE.contains(path) ? Operation.VIEW : "System.Read";
  }

  static boolean may(Session session, String privilege, ManagedObject object) {
    String id = object instanceof Entity entity ? entity.modelId() : object.ref().value();
    return session.user().may(privilege, id);
  }

  static void require(Session session, String privilege, ManagedObject object) {
    if (!may(session, privilege, object)) {
      throw Faults.noPermission(object.ref(), privilege);
    }
  }
}
