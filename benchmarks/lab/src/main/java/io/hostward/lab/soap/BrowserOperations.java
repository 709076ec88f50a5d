package io.hostward.lab.soap;

import com.vmware.vim25.ArrayOfHostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.inventory.Entity;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.task.TaskOrder;
import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Faults;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** HostDatastoreBrowser: searches in a directory, or in all below it. */
final class BrowserOperations {
  private static final String BROWSER = "HostDatastoreBrowser";

  private BrowserOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(BROWSER, "SearchDatastore_Task", view, call -> search(call, false))
        .add(BROWSER, "SearchDatastoreSubFolders_Task", view, call -> search(call, true));
  }

  private static Answer<?> search(Call call, boolean deep) {
    Entity datastore = datastore(call);
    call.require("Datastore.Browse", datastore);
    Located base = FileNames.onDatastore(call, call.string("datastorePath"), datastore);
    var spec = call.maybe("searchSpec", HostDatastoreBrowserSearchSpec.class);
    var search = new FileSearch(base, spec == null ? new HostDatastoreBrowserSearchSpec() : spec);
    var order =
        new TaskOrder(
            call.target().ref().type(),
            call.element().getLocalName(),
            datastore.ref(),
            datastore.name(),
            call.session().user().name(),
            work(search, base, deep));
    return ScriptedTasks.start(call, order, base.label());
  }

  private static Callable<@Nullable Object> work(FileSearch search, Located base, boolean deep) {
    return () -> {
      try {
        return deep ? array(search) : search.directory();
      } catch (StoreException refused) {
        throw StoreFaults.of(refused, base);
      }
    };
  }

  private static ArrayOfHostDatastoreBrowserSearchResults array(FileSearch search)
      throws StoreException {
    var array = new ArrayOfHostDatastoreBrowserSearchResults();
    array.getHostDatastoreBrowserSearchResults().addAll(search.tree());
    return array;
  }

  private static Entity datastore(Call call) {
    Object first = AnyValues.elements(call.target().read("datastore")).get(0);
    if (first instanceof ManagedObjectReference reference
        && call.follow(reference) instanceof Entity datastore) {
      return datastore;
    }
    throw Faults.managedObjectNotFound(call.target().ref());
  }
}
