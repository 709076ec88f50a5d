package io.hostward.vsphere.files;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Reads what a search found. */
final class SearchResults {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private SearchResults() {}

  /**
   * What was found in one folder.
   *
   * @param names what was asked for: a server may tell more, since its patterns say less exactly
   *     what is meant
   */
  static FolderListing listing(
      String folder, HostDatastoreBrowserSearchResults results, Collection<NameGlob> names) {
    TreeMap<String, DatastoreEntry> entries = new TreeMap<>();
    for (FileInfo info : results.getFile()) {
      String name = info.getPath();
      if (names.stream().anyMatch(glob -> glob.matches(name))) {
        // A file and a folder of one name cannot be; if a server says so, the file is the find.
        entries.merge(name, entry(info), (first, second) -> first.isFolder() ? second : first);
      }
    }
    return new FolderListing(folder, entries);
  }

  /** Servers written in Go leave a size of zero out, though it was asked for (vcsim 0.24.2). */
  private static DatastoreEntry entry(FileInfo info) {
    DatastoreEntry entry =
        info instanceof FolderFileInfo
            ? DatastoreEntry.folder()
            : DatastoreEntry.file(info.getFileSize() == null ? 0 : info.getFileSize());
    Instant modified = time(info.getModification());
    return modified == null ? entry : entry.modifiedAt(modified);
  }

  private static @Nullable Instant time(@Nullable XMLGregorianCalendar time) {
    if (time == null) {
      return null;
    }
    // A time without its zone is the server's, and servers keep UTC.
    TimeZone zone = time.getTimezone() == DatatypeConstants.FIELD_UNDEFINED ? UTC : null;
    return time.toGregorianCalendar(zone, null, null).toInstant();
  }

  /**
   * The path below the datastore's root of a folder as a server writes it, {@code [ds] a/b/}.
   *
   * @param operation for the message if it is none of this datastore
   */
  static String folder(String operation, String datastore, @Nullable String written)
      throws VSphereException {
    String prefix = "[" + datastore + "]";
    if (written == null || !written.startsWith(prefix)) {
      throw new VSphereException(
          Kind.FAULT,
          operation + " was answered with a folder of another datastore: " + written,
          null);
    }
    // Servers written in Go put a slash behind the bracket below the top (vcsim 0.24.2).
    return written.substring(prefix.length()).strip().replaceAll("^/|/$", "");
  }
}
