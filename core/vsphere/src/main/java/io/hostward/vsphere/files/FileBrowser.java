package io.hostward.vsphere.files;

import com.vmware.vim25.ArrayOfHostDatastoreBrowserSearchResults;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.inventory.FoundDatastore;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what folders hold, through the datastore's browser: one search a question. */
public final class FileBrowser {
  private final VimSession session;
  private final VimTasks tasks;
  private final FileLooks looks;

  /** One of the two searches. */
  @FunctionalInterface
  private interface Search {
    ManagedObjectReference start(
        VimPortType port,
        ManagedObjectReference browser,
        String folder,
        HostDatastoreBrowserSearchSpec spec)
        throws Exception;
  }

  public FileBrowser(VimSession session, VimTasks tasks) {
    this.session = session;
    this.tasks = tasks;
    this.looks = new FileLooks(session, this::entries);
  }

  /** What stands under a name; those that are asked for together share a search. */
  public Optional<DatastoreEntry> find(FoundDatastore datastore, DatastorePath name)
      throws VSphereException {
    return looks.look(datastore, name);
  }

  private Map<String, Optional<DatastoreEntry>> entries(
      String operation, FoundDatastore datastore, String folder, List<String> names)
      throws VSphereException {
    List<NameGlob> exactly = names.stream().map(NameGlob::exactly).toList();
    Optional<FolderListing> found = list(operation, datastore, folder, exactly);
    Map<String, Optional<DatastoreEntry>> entries = new HashMap<>();
    for (String name : names) {
      entries.put(name, found.map(listing -> listing.entries().get(name)));
    }
    return entries;
  }

  /** What a folder holds. */
  public Optional<FolderListing> list(
      FoundDatastore datastore, String folder, Collection<NameGlob> names) throws VSphereException {
    return list(operation("SearchDatastore_Task", datastore, folder), datastore, folder, names);
  }

  private Optional<FolderListing> list(
      String operation, FoundDatastore datastore, String folder, Collection<NameGlob> names)
      throws VSphereException {
    return search(operation, datastore, folder, names, VimPortType::searchDatastoreTask)
        .filter(HostDatastoreBrowserSearchResults.class::isInstance)
        .map(HostDatastoreBrowserSearchResults.class::cast)
        .map(results -> SearchResults.listing(folder, results, names));
  }

  /** What a folder and those below it hold. */
  public List<FolderListing> listAll(
      FoundDatastore datastore, String folder, Collection<NameGlob> names) throws VSphereException {
    String operation = operation("SearchDatastoreSubFolders_Task", datastore, folder);
    Optional<ArrayOfHostDatastoreBrowserSearchResults> found =
        search(operation, datastore, folder, names, VimPortType::searchDatastoreSubFoldersTask)
            .filter(ArrayOfHostDatastoreBrowserSearchResults.class::isInstance)
            .map(ArrayOfHostDatastoreBrowserSearchResults.class::cast);
    List<FolderListing> listings = new ArrayList<>();
    if (found.isPresent()) {
      String name = datastore.snapshot().datastore().name();
      for (HostDatastoreBrowserSearchResults results :
          found.get().getHostDatastoreBrowserSearchResults()) {
        listings.add(
            SearchResults.listing(
                SearchResults.folder(operation, name, results.getFolderPath()), results, names));
      }
    }
    // Servers do not promise an order; vcsim tells the deepest first.
    listings.sort(Comparator.comparing(FolderListing::folder));
    return List.copyOf(listings);
  }

  private Optional<Object> search(
      String operation,
      FoundDatastore datastore,
      String folder,
      Collection<NameGlob> names,
      Search search)
      throws VSphereException {
    Moref browser =
        datastore
            .browser()
            .orElseThrow(
                () ->
                    new VSphereException(
                        Kind.PERMISSION,
                        session.describe()
                            + " shows no file browser of "
                            + datastore.snapshot().datastore().name()
                            + "; the user needs Datastore.Browse on it",
                        null));
    try {
      return tasks.run(
          operation,
          port ->
              search.start(
                  port, browser.toVim(), FileName.searched(datastore, folder), spec(names)));
    } catch (VSphereException e) {
      if (VimFaults.tellsOfAMissingFile(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String operation(String task, FoundDatastore datastore, String folder) {
    return task + " in " + FileName.searched(datastore, folder);
  }

  private static HostDatastoreBrowserSearchSpec spec(Collection<NameGlob> names) {
    FileQueryFlags details = new FileQueryFlags();
    // The type is asked for because a folder of that name must not pass for a file.
    details.setFileType(true);
    details.setFileSize(true);
    details.setModification(true);
    details.setFileOwner(false);
    HostDatastoreBrowserSearchSpec spec = new HostDatastoreBrowserSearchSpec();
    spec.setDetails(details);
    names.stream().map(NameGlob::asAsked).distinct().forEach(spec.getMatchPattern()::add);
    return spec;
  }
}
