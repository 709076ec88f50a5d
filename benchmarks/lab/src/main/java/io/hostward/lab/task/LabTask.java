package io.hostward.lab.task;

import com.vmware.vim25.InvalidState;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import com.vmware.vim25.TaskReasonUser;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedType;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.Times;
import io.hostward.lab.vim.VimFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task. Its state only goes forward: queued, running, then success or error. Thread-safe. */
final class LabTask implements ManagedObject {
  private static final Logger LOG = LoggerFactory.getLogger(LabTask.class);

  private final Ref ref;
  private final TaskOrder order;
  private final InstantSource clock;
  private final Runnable changed;
  private final Instant queued;
  private TaskInfoState state = TaskInfoState.QUEUED;
  private boolean cancelled;
  private @Nullable Instant started;
  private @Nullable Instant completed;
  private @Nullable Object result;
  private @Nullable VimFault error;

  LabTask(Ref ref, TaskOrder order, InstantSource clock, Runnable changed) {
    this.ref = ref;
    this.order = order;
    this.clock = clock;
    this.changed = changed;
    this.queued = clock.instant();
  }

  @Override
  public Ref ref() {
    return ref;
  }

  @Override
  public ManagedType type() {
    return ManagedTypes.get("Task");
  }

  @Override
  public @Nullable Object read(String property) {
    return property.equals("info") ? info() : null;
  }

  void begin() {
    synchronized (this) {
      if (finished()) {
        return;
      }
      state = TaskInfoState.RUNNING;
      started = clock.instant();
    }
    changed.run();
  }

  /** How long it is to run before its work is done. */
  Duration takes() {
    return order.takes().get();
  }

  void work() {
    if (finished() || order.course() != TaskOrder.Course.TO_ITS_END) {
      return;
    }
    try {
      end(TaskInfoState.SUCCESS, order.work().call(), null);
    } catch (VimFault fault) {
      end(TaskInfoState.ERROR, null, fault);
    } catch (Exception defect) {
      LOG.error("{} {} failed unexpectedly", order.descriptionId(), ref, defect);
      end(TaskInfoState.ERROR, null, Faults.systemError(String.valueOf(defect)));
    }
  }

  void cancel() {
    synchronized (this) {
      if (finished()) {
        throw new VimFault(new InvalidState(), "The task has ended already.");
      }
      cancelled = true;
      if (order.course() == TaskOrder.Course.STUCK_AND_DEAF) {
        return;
      }
    }
    end(TaskInfoState.ERROR, null, Faults.requestCanceled());
  }

  synchronized boolean finished() {
    return state == TaskInfoState.SUCCESS || state == TaskInfoState.ERROR;
  }

  private void end(TaskInfoState end, @Nullable Object value, @Nullable VimFault fault) {
    synchronized (this) {
      if (finished()) {
        return;
      }
      state = end;
      result = value;
      error = fault;
      completed = clock.instant();
    }
    changed.run();
  }

  private synchronized TaskInfo info() {
    var info = new TaskInfo();
    info.setKey(ref.value());
    info.setTask(ref.toVim());
    info.setDescriptionId(order.descriptionId());
    info.setName(order.operation());
    Ref entity = order.entity();
    if (entity != null) {
      info.setEntity(entity.toVim());
      info.setEntityName(order.entityName());
    }
    info.setState(state);
    info.setCancelled(cancelled);
    info.setCancelable(!finished());
    info.setResult(result);
    info.setError(error == null ? null : error.localized());
    info.setQueueTime(Times.of(queued));
    info.setStartTime(started == null ? null : Times.of(started));
    info.setCompleteTime(completed == null ? null : Times.of(completed));
    info.setEventChainId(0);
    var reason = new TaskReasonUser();
    reason.setUserName(order.user());
    info.setReason(reason);
    return info;
  }
}
