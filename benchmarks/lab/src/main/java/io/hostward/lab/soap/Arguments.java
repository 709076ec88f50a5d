package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import org.w3c.dom.Element;

/** Reads the first argument, which every operation has. */
final class Arguments {
  private Arguments() {}

  /** The object that an operation is called on. */
  static Ref target(Element operation) {
    Element first = Envelope.firstElement(operation);
    if (first == null || !"_this".equals(first.getLocalName())) {
      throw Faults.invalidRequest(operation.getLocalName() + " has no _this");
    }
    return Ref.of(VimBinding.read(first, ManagedObjectReference.class));
  }
}
