package io.hostward.vsphere.session;

import com.vmware.vim25.MethodFault;
import org.jspecify.annotations.Nullable;

/** A fault that came as data, in a task's error: the same as one that was thrown. */
public final class TaskFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable MethodFault fault;

  public TaskFault(@Nullable MethodFault fault, @Nullable String message) {
    super(message == null || message.isBlank() ? "the task failed without a reason" : message);
    this.fault = fault;
  }

  /** Named as in the binding's generated exceptions, as which it is read. Null if none came. */
  public @Nullable MethodFault getFaultInfo() {
    return fault;
  }
}
