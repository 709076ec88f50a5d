package io.hostward.lab.soap;

import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NoPermission;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;

/** Raises the faults that a script asked for. */
final class ScriptedFault {
  private ScriptedFault() {}

  /** Always throws; a type that vim25 does not have becomes a SystemError that says so. */
  static void raise(Fault.SoapFault scripted, Ref target) {
    try {
      Class<?> type = Class.forName("com.vmware.vim25." + scripted.type());
      MethodFault detail = (MethodFault) type.getDeclaredConstructor().newInstance();
      if (detail instanceof NoPermission denied) {
        denied.setObject(target.toVim());
        denied.setPrivilegeId(Operation.VIEW);
      }
      throw new VimFault(detail, "Scripted fault " + scripted.type());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw Faults.systemError("the script names no vim25 fault: " + scripted.type());
    }
  }
}
