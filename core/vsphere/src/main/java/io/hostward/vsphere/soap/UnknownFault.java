package io.hostward.vsphere.soap;

import com.vmware.vim25.MethodFault;

/** A fault within data, of a type that the binding does not know: a task's error, for example. */
public final class UnknownFault extends MethodFault {
  private final String name;

  UnknownFault(String name) {
    this.name = name;
  }

  /** The API's name of a fault's type, for example {@code FileLocked}. */
  public static String nameOf(MethodFault fault) {
    return fault instanceof UnknownFault unknown ? unknown.name : fault.getClass().getSimpleName();
  }
}
