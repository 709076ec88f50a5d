package io.hostward.vsphere;

import com.vmware.vim25.ManagedObjectReference;

/** A managed object's reference with equality, which the generated class lacks. */
record Moref(String type, String value) {

  static Moref of(ManagedObjectReference reference) {
    return new Moref(reference.getType(), reference.getValue());
  }

  ManagedObjectReference toVim() {
    ManagedObjectReference reference = new ManagedObjectReference();
    reference.setType(type);
    reference.setValue(value);
    return reference;
  }
}
