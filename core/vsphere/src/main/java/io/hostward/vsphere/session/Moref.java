package io.hostward.vsphere.session;

import com.vmware.vim25.ManagedObjectReference;

/** A managed object's reference with equality, which the generated class lacks. */
public record Moref(String type, String value) {

  public static Moref of(ManagedObjectReference reference) {
    return new Moref(reference.getType(), reference.getValue());
  }

  public ManagedObjectReference toVim() {
    ManagedObjectReference reference = new ManagedObjectReference();
    reference.setType(type);
    reference.setValue(value);
    return reference;
  }
}
