package io.hostward.lab.soap;

import com.vmware.vim25.FileFault;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.NoPermission;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import org.jspecify.annotations.Nullable;

/** Raises the faults that a script asked for. */
final class ScriptedFault {
  private ScriptedFault() {}

  /** Always throws. */
  static void raise(Fault.SoapFault scripted, Ref target) {
    throw fault(scripted.type(), object(scripted.object(), target), "");
  }

  /** What a task ends in. */
  static VimFault ofTask(Fault.TaskFault scripted, Ref target, String file) {
    return fault(scripted.type(), target, file);
  }

  /** A type that vim25 does not have becomes a SystemError that says so. */
  private static VimFault fault(String name, Ref object, String file) {
    try {
      Class<?> type = Class.forName("com.vmware.vim25." + name);
      MethodFault detail = (MethodFault) type.getDeclaredConstructor().newInstance();
      if (detail instanceof NoPermission denied) {
        denied.setObject(object.toVim());
        denied.setPrivilegeId(Operation.VIEW);
      } else if (detail instanceof FileFault onFile) {
        onFile.setFile(file);
      }
      return new VimFault(detail, "Scripted fault " + name);
    } catch (ReflectiveOperationException | ClassCastException e) {
      return Faults.systemError("the script names no vim25 fault: " + name);
    }
  }

  private static Ref object(@Nullable String text, Ref target) {
    if (text == null) {
      return target;
    }
    String[] parts = text.split(":", 2);
    return new Ref(parts[0], parts[parts.length - 1]);
  }
}
