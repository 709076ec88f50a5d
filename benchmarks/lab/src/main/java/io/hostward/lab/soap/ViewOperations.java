package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.inventory.Entity;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import java.util.List;

/** ViewManager: views of what a container holds and of what the caller lists. */
final class ViewOperations {
  private ViewOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add("ViewManager", "CreateContainerView", view, ViewOperations::createContainerView)
        .add("ViewManager", "CreateListView", view, ViewOperations::createListView)
        .add("View", "DestroyView", view, ViewOperations::destroy);
  }

  private static Answer<?> createContainerView(Call call) {
    if (!(call.object("container") instanceof Entity container) || container.name().isEmpty()) {
      throw Faults.invalidArgument("container");
    }
    List<String> types = call.all("type", String.class);
    if (types.stream().anyMatch(type -> ManagedTypes.find(type) == null)) {
      throw Faults.invalidArgument("type");
    }
    boolean recursive = call.flag("recursive");
    return made(
        call.scope()
            .addView(
                id ->
                    new ContainerView(new Ref("ContainerView", id), container, types, recursive)));
  }

  private static Answer<?> createListView(Call call) {
    List<Ref> members =
        call.all("obj", ManagedObjectReference.class).stream()
            .map(reference -> call.follow(reference).ref())
            .toList();
    return made(call.scope().addView(id -> new ListView(new Ref("ListView", id), members)));
  }

  private static Answer<?> made(ManagedObject view) {
    return Answer.of(view.ref().toVim());
  }

  private static Answer<?> destroy(Call call) {
    call.scope().destroyView(call.target().ref());
    return Answer.NOTHING;
  }
}
