package io.hostward.vsphere.files;

import com.vmware.vim25.LocalizedMethodFault;
import com.vmware.vim25.RequestCanceled;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.TaskFault;
import io.hostward.vsphere.session.VimFaults;

/** Reads how a task ended. */
final class TaskOutcome {
  private TaskOutcome() {}

  static boolean isEnd(TaskInfo info) {
    return info.getState() == TaskInfoState.SUCCESS || info.getState() == TaskInfoState.ERROR;
  }

  /** True if the server broke the task off because it was told to: nothing was done. */
  static boolean isCancelled(TaskInfo info) {
    return info.getState() == TaskInfoState.ERROR
        && info.getError() != null
        && info.getError().getFault() instanceof RequestCanceled;
  }

  static VSphereException failure(String operation, String server, TaskInfo info) {
    LocalizedMethodFault error = info.getError();
    return VimFaults.translate(
        operation,
        server,
        error == null
            ? new TaskFault(null, null)
            : new TaskFault(error.getFault(), error.getLocalizedMessage()));
  }
}
