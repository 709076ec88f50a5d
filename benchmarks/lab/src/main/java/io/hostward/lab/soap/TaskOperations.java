package io.hostward.lab.soap;

/** Task: cancelling. All else about tasks is read as properties. */
final class TaskOperations {
  private TaskOperations() {}

  static void addTo(Operations operations) {
    operations.add("Task", "CancelTask", Operation.VIEW, TaskOperations::cancel);
  }

  private static Answer<?> cancel(Call call) {
    call.server().tasks().cancel(call.target().ref());
    return Answer.NOTHING;
  }
}
