package io.hostward.vsphere;

import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.RetrieveResult;
import java.util.List;
import java.util.function.Consumer;

/** How a lab's inventory was before somebody changed it, or is since. */
final class OtherInventory {
  private OtherInventory() {}

  /** A datastore has another name. */
  static Consumer<Object> named(String datastore, String name) {
    return ofInventory(
        answer ->
            answer.getObjects().stream()
                .filter(object -> object.getObj().getValue().equals(datastore))
                .flatMap(object -> object.getPropSet().stream())
                .filter(property -> property.getName().equals("name"))
                .forEach(property -> property.setVal(name)));
  }

  /** A datastore is not there. */
  static Consumer<Object> without(String datastore) {
    return ofInventory(
        answer -> {
          answer.getObjects().removeIf(object -> object.getObj().getValue().equals(datastore));
          datastores(answer)
              .forEach(all -> all.removeIf(reference -> reference.getValue().equals(datastore)));
        });
  }

  /** There is one more, which lies where another does. */
  static Consumer<Object> with(String datastore, String name, String beside) {
    return ofInventory(
        answer -> {
          List<ObjectContent> models =
              answer.getObjects().stream()
                  .filter(object -> object.getObj().getValue().equals(beside))
                  .toList();
          for (ObjectContent model : models) {
            ObjectContent added = new ObjectContent();
            added.setObj(reference(datastore));
            model.getPropSet().stream()
                .filter(property -> property.getName().equals("parent"))
                .forEach(added.getPropSet()::add);
            DynamicProperty called = new DynamicProperty();
            called.setName("name");
            called.setVal(name);
            added.getPropSet().add(called);
            answer.getObjects().add(added);
            datastores(answer).forEach(all -> all.add(reference(datastore)));
          }
        });
  }

  private static Consumer<Object> ofInventory(Consumer<RetrieveResult> alteration) {
    return answer -> {
      if (answer instanceof RetrieveResult told) {
        alteration.accept(told);
      }
    };
  }

  private static ManagedObjectReference reference(String datastore) {
    ManagedObjectReference reference = new ManagedObjectReference();
    reference.setType("Datastore");
    reference.setValue(datastore);
    return reference;
  }

  private static List<List<ManagedObjectReference>> datastores(RetrieveResult answer) {
    return answer.getObjects().stream()
        .filter(object -> object.getObj().getType().equals("Datacenter"))
        .flatMap(object -> object.getPropSet().stream())
        .map(DynamicProperty::getVal)
        .filter(ArrayOfManagedObjectReference.class::isInstance)
        .map(all -> ((ArrayOfManagedObjectReference) all).getManagedObjectReference())
        .toList();
  }
}
