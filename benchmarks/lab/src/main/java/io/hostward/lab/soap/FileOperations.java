package io.hostward.lab.soap;

import io.hostward.lab.transfer.ServerCopy;

/** FileManager: directories, deleting, moving and copying on the stored files. */
final class FileOperations {
  private static final String MANAGER = "FileManager";

  private FileOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(MANAGER, "MakeDirectory", view, FileOperations::makeDirectory)
        .add(MANAGER, "DeleteDatastoreFile_Task", view, FileOperations::delete)
        .add(MANAGER, "MoveDatastoreFile_Task", view, FileOperations::move)
        .add(MANAGER, "CopyDatastoreFile_Task", view, FileOperations::copy);
  }

  private static Answer<?> makeDirectory(Call call) {
    Located place = FileTasks.managed(call, "name", call.maybeObject("datacenter"));
    FileTasks.refuseVsanTop(place);
    boolean parents = call.flag("createParentDirectories");
    FileTasks.attempt(place, () -> place.datastore().store().makeDirectory(place.path(), parents));
    return Answer.NOTHING;
  }

  private static Answer<?> delete(Call call) {
    Located place = FileTasks.managed(call, "name", call.maybeObject("datacenter"));
    return FileTasks.start(call, place, () -> place.datastore().store().delete(place.path()));
  }

  private static Answer<?> move(Call call) {
    FileTasks.Ends ends = ends(call);
    boolean force = call.flag("force");
    ServerCopy way = new ServerCopy(call.server().state());
    return FileTasks.start(
        call,
        ends,
        () -> way.moveTakes(ends.source().place(), ends.target().place()),
        () -> way.move(ends.source().place(), ends.target().place(), force));
  }

  private static Answer<?> copy(Call call) {
    FileTasks.Ends ends = ends(call);
    boolean force = call.flag("force");
    ServerCopy way = new ServerCopy(call.server().state());
    return FileTasks.start(
        call,
        ends,
        () -> way.takes(ends.source().place(), ends.target().place()),
        () -> way.copy(ends.source().place(), ends.target().place(), force));
  }

  private static FileTasks.Ends ends(Call call) {
    return FileTasks.ends(call, "destinationName", "destinationDatacenter");
  }
}
