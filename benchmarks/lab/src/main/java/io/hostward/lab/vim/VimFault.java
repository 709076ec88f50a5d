package io.hostward.lab.vim;

import com.vmware.vim25.LocalizedMethodFault;
import com.vmware.vim25.MethodFault;

/**
 * A call that ends in a SOAP fault, or a task that ends in error, with the fault's typed detail.
 */
public final class VimFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient MethodFault detail;

  /**
   * @param detail the typed fault; its class decides the element name and the {@code xsi:type}
   * @param message the {@code faultstring}; must not carry secrets
   */
  public VimFault(MethodFault detail, String message) {
    // A fault is an answer, not a defect: where it was raised is of no interest.
    super(message, null, false, false);
    this.detail = detail;
  }

  /** The typed fault. */
  public MethodFault detail() {
    return detail;
  }

  /** The form in which the fault travels inside of other values (tasks, {@code missingSet}). */
  public LocalizedMethodFault localized() {
    var fault = new LocalizedMethodFault();
    fault.setFault(detail);
    fault.setLocalizedMessage(getMessage());
    return fault;
  }
}
