package io.hostward.vsphere.soap;

import org.jspecify.annotations.Nullable;

/** A fault that the operation does not declare, or of a type that the binding does not know. */
public final class UndeclaredFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient @Nullable Object fault;

  UndeclaredFault(String name, String message, @Nullable Object fault) {
    super(message);
    this.name = name;
    this.fault = fault;
  }

  /** Returns the API's name of its type, for example {@code HostConnectFault}. */
  public String name() {
    return name;
  }

  /** Named as in the binding's generated exceptions, as which it is read. Null if not known. */
  public @Nullable Object getFaultInfo() {
    return fault;
  }
}
