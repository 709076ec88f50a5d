package io.hostward.lab.vim;

import com.vmware.vim25.ManagedObjectReference;

/**
 * The identity of a managed object. The generated {@link ManagedObjectReference} has no equality;
 * this one has, and is immutable.
 *
 * @param type the managed object type's name, such as {@code HostSystem}
 * @param value the server's own name for the object, unique on that server
 */
public record Ref(String type, String value) {

  /** The identity that a reference read from the wire carries. */
  public static Ref of(ManagedObjectReference reference) {
    String type = reference.getType();
    String value = reference.getValue();
    return new Ref(type == null ? "" : type, value == null ? "" : value.strip());
  }

  /** A fresh bean for the wire. */
  public ManagedObjectReference toVim() {
    var reference = new ManagedObjectReference();
    reference.setType(type);
    reference.setValue(value);
    return reference;
  }

  @Override
  public String toString() {
    return type + ":" + value;
  }
}
