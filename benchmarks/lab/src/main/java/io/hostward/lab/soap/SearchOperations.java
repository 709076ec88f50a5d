package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.inventory.Entity;
import io.hostward.lab.inventory.Inventory;
import io.hostward.lab.vim.Faults;
import java.util.Optional;
import java.util.function.Predicate;

/** SearchIndex: entities by path, by name below an entity, and hosts by uuid, address and name. */
final class SearchOperations {
  private static final String INDEX = "SearchIndex";

  private SearchOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(INDEX, "FindByInventoryPath", view, SearchOperations::byPath)
        .add(INDEX, "FindChild", view, SearchOperations::child)
        .add(INDEX, "FindByUuid", view, call -> host(call, "uuid"))
        .add(INDEX, "FindByIp", view, call -> host(call, "ip"))
        .add(INDEX, "FindByDnsName", view, call -> host(call, "dnsName"));
  }

  /** Nothing found is no fault but an empty answer; so is an entity that the caller may not see. */
  private static Answer<ManagedObjectReference> found(Call call, Optional<Entity> entity) {
    return Answer.all(
        ManagedObjectReference.class,
        entity
            .filter(e -> Permissions.may(call.session(), Operation.VIEW, e))
            .map(e -> e.ref().toVim())
            .stream()
            .toList());
  }

  private static Answer<?> byPath(Call call) {
    return found(call, call.server().inventory().byPath(call.string("inventoryPath")));
  }

  private static Answer<?> child(Call call) {
    if (!(call.object("entity") instanceof Entity parent)) {
      throw Faults.invalidArgument("entity");
    }
    return found(call, Inventory.child(parent, call.string("name")));
  }

  /** The lab has hosts, but no virtual machines to look for. */
  private static Answer<?> host(Call call, String argument) {
    String wanted = call.string(argument);
    if (call.flag("vmSearch")) {
      return Answer.NOTHING;
    }
    Predicate<Entity> fits =
        entity ->
            call.server().inventory().host(entity).stream()
                .anyMatch(host -> HostSearch.fits(host, argument, wanted));
    return found(
        call, call.server().inventory().all("HostSystem").stream().filter(fits).findFirst());
  }
}
