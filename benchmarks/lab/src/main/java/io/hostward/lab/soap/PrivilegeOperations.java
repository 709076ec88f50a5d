package io.hostward.lab.soap;

import com.vmware.vim25.EntityPrivilege;
import com.vmware.vim25.InvalidName;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.PrivilegeAvailability;
import com.vmware.vim25.UserPrivilegeResult;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.session.Session;
import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.util.ArrayList;
import java.util.List;

/** AuthorizationManager and OptionManager: what may I do, and how is the server set up? */
final class PrivilegeOperations {
  private static final String MANAGER = "AuthorizationManager";

  /** The privileges that anything in the lab depends on. */
  private static final List<String> KNOWN =
      List.of(
          "System.Anonymous",
          "System.View",
          "System.Read",
          "Datastore.Browse",
          "Datastore.FileManagement",
          "Datastore.Config",
          "Host.Config.SystemManagement",
          "Sessions.ValidateSession",
          "Sessions.TerminateSession",
          "Cryptographer.Access");

  private PrivilegeOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(MANAGER, "HasPrivilegeOnEntities", view, PrivilegeOperations::has)
        .add(MANAGER, "HasPrivilegeOnEntity", view, PrivilegeOperations::hasOnOne)
        .add(MANAGER, "FetchUserPrivilegeOnEntities", view, PrivilegeOperations::fetch)
        .add("OptionManager", "QueryOptions", view, PrivilegeOperations::options);
  }

  private static Session asked(Call call) {
    return call.server()
        .sessions()
        .byKey(call.string("sessionId"))
        .orElseThrow(() -> Faults.invalidArgument("sessionId"));
  }

  /** The older form: one entity, and flags in the order of the privileges asked for. */
  private static Answer<?> hasOnOne(Call call) {
    Session asked = asked(call);
    ManagedObject entity = call.object("entity");
    call.require("System.Read", entity);
    return Answer.all(
        Boolean.class,
        call.all("privId", String.class).stream()
            .map(privilege -> Permissions.may(asked, privilege, entity))
            .toList());
  }

  private static Answer<?> has(Call call) {
    Session asked = asked(call);
    List<String> privileges = call.all("privId", String.class);
    List<EntityPrivilege> answers = new ArrayList<>();
    for (ManagedObjectReference reference : call.all("entity", ManagedObjectReference.class)) {
      ManagedObject entity = call.follow(reference);
      call.require("System.Read", entity);
      answers.add(availability(asked, entity, privileges));
    }
    return Answer.all(EntityPrivilege.class, answers);
  }

  private static EntityPrivilege availability(
      Session session, ManagedObject entity, List<String> privileges) {
    var answer = new EntityPrivilege();
    answer.setEntity(entity.ref().toVim());
    for (String privilege : privileges.isEmpty() ? KNOWN : privileges) {
      var one = new PrivilegeAvailability();
      one.setPrivId(privilege);
      one.setIsGranted(Permissions.may(session, privilege, entity));
      answer.getPrivAvailability().add(one);
    }
    return answer;
  }

  /** Only the caller's own privileges: the lab's users know nothing of each other. */
  private static Answer<?> fetch(Call call) {
    Session session = call.session();
    if (!session.user().name().equalsIgnoreCase(call.string("userName"))) {
      throw Faults.invalidArgument("userName");
    }
    List<UserPrivilegeResult> answers = new ArrayList<>();
    for (ManagedObjectReference reference : call.all("entities", ManagedObjectReference.class)) {
      ManagedObject entity = call.follow(reference);
      var answer = new UserPrivilegeResult();
      answer.setEntity(entity.ref().toVim());
      KNOWN.stream()
          .filter(privilege -> Permissions.may(session, privilege, entity))
          .forEach(answer.getPrivileges()::add);
      answers.add(answer);
    }
    return Answer.all(UserPrivilegeResult.class, answers);
  }

  /** A name that ends in a dot asks for all below it; no name asks for all. */
  private static Answer<?> options(Call call) {
    String name = call.maybe("name", String.class);
    List<OptionValue> found =
        AnyValues.elements(call.target().read("setting")).stream()
            .map(OptionValue.class::cast)
            .filter(o -> name == null || fits(o.getKey(), name))
            .toList();
    if (found.isEmpty()) {
      throw new VimFault(new InvalidName(), "The name '" + name + "' is not valid.");
    }
    return Answer.all(OptionValue.class, found);
  }

  private static boolean fits(String key, String name) {
    return name.endsWith(".") ? key.startsWith(name) : key.equals(name);
  }
}
