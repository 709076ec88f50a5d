package io.hostward.lab.soap;

/** The operations of all managed types in one table. */
final class AllOperations {
  private AllOperations() {}

  static Operations create() {
    var operations = new Operations();
    SessionOperations.addTo(operations);
    TicketOperations.addTo(operations);
    PropertyOperations.addTo(operations);
    UpdateOperations.addTo(operations);
    ViewOperations.addTo(operations);
    SearchOperations.addTo(operations);
    FileOperations.addTo(operations);
    DiskOperations.addTo(operations);
    BrowserOperations.addTo(operations);
    TaskOperations.addTo(operations);
    PerfOperations.addTo(operations);
    PrivilegeOperations.addTo(operations);
    return operations;
  }
}
