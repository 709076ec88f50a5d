package io.hostward.lab.soap;

import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.Stores;
import io.hostward.lab.task.TaskOrder;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** FileManager: directories, deleting, moving and copying on the stored files. */
final class FileOperations {
  private static final String MANAGER = "FileManager";
  private static final String MANAGE = "Datastore.FileManagement";

  private FileOperations() {}

  /** Work on a datastore. */
  @FunctionalInterface
  private interface Work {
    void run() throws StoreException;
  }

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(MANAGER, "MakeDirectory", view, FileOperations::makeDirectory)
        .add(MANAGER, "DeleteDatastoreFile_Task", view, FileOperations::delete)
        .add(MANAGER, "MoveDatastoreFile_Task", view, call -> transfer(call, true))
        .add(MANAGER, "CopyDatastoreFile_Task", view, call -> transfer(call, false));
  }

  private static Answer<?> makeDirectory(Call call) {
    Located place = managed(call, "name", call.maybeObject("datacenter"));
    refuseVsanTop(place);
    boolean parents = call.flag("createParentDirectories");
    attempt(place, () -> place.datastore().store().makeDirectory(place.path(), parents));
    return Answer.NOTHING;
  }

  private static Answer<?> delete(Call call) {
    Located place = managed(call, "name", call.maybeObject("datacenter"));
    return task(
        call,
        "FileManager.deleteDatastoreFile",
        place,
        () -> place.datastore().store().delete(place.path()));
  }

  /** Without a datacenter of its own the destination is in the source's. */
  private static Answer<?> transfer(Call call, boolean move) {
    ManagedObject sourceDatacenter = call.maybeObject("sourceDatacenter");
    ManagedObject own = call.maybeObject("destinationDatacenter");
    Located source = managed(call, "sourceName", sourceDatacenter);
    Located target = managed(call, "destinationName", own == null ? sourceDatacenter : own);
    boolean force = call.flag("force");
    refuseVsanTop(target);
    String id = move ? "FileManager.moveDatastoreFile" : "FileManager.copyDatastoreFile";
    return task(call, id, target, () -> transfer(source, target, force, move));
  }

  private static void transfer(Located source, Located target, boolean force, boolean move)
      throws StoreException {
    FileStore from = source.datastore().store();
    FileStore to = target.datastore().store();
    if (move) {
      Stores.move(from, source.path(), to, target.path(), force);
    } else {
      Stores.copy(from, source.path(), to, target.path(), force);
    }
  }

  private static Located managed(Call call, String argument, @Nullable ManagedObject datacenter) {
    Located place = FileNames.locate(call, argument, datacenter);
    call.require(MANAGE, place.entity());
    return place;
  }

  /** vSAN keeps its top level for namespaces, which FileManager cannot make. */
  private static void refuseVsanTop(Located place) {
    boolean vsan = place.datastore().model().type().toLowerCase(Locale.ROOT).startsWith("vsan");
    if (vsan && !place.path().contains("/")) {
      throw StoreFaults.cannotCreate(place.label());
    }
  }

  private static Answer<?> task(Call call, String descriptionId, Located place, Work work) {
    Callable<@Nullable Object> body =
        () -> {
          attempt(place, work);
          return null;
        };
    var order =
        new TaskOrder(
            descriptionId,
            place.entity().ref(),
            place.entity().name(),
            call.session().user().name(),
            body);
    return ScriptedTasks.start(call, order, place.label());
  }

  private static void attempt(Located place, Work work) {
    try {
      work.run();
    } catch (StoreException refused) {
      throw StoreFaults.of(refused, place);
    }
  }
}
