package io.hostward.lab.soap;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultBoard;
import io.hostward.lab.task.TaskOrder;

/** Starts tasks, which go as they should or as a script has it. */
final class ScriptedTasks {
  private ScriptedTasks() {}

  /**
   * Answers with a task.
   *
   * @param file what a fault of the file family names
   */
  static Answer<?> start(Call call, TaskOrder order, String file) {
    return Answer.of(call.server().tasks().start(scripted(call, order, file)).toVim());
  }

  private static TaskOrder scripted(Call call, TaskOrder order, String file) {
    FaultBoard faults = call.server().state().faults();
    String server = call.server().id();
    String operation = call.element().getLocalName();
    TaskOrder ending =
        faults
            .takeSoap(server, Fault.TaskFault.class, operation)
            .map(fault -> order.ending(ScriptedFault.ofTask(fault, call.target().ref(), file)))
            .orElse(order);
    return faults
        .takeSoap(server, Fault.TaskStuck.class, operation)
        .map(stuck -> ending.stuck(stuck.cancellable()))
        .orElse(ending);
  }
}
