package io.hostward.lab.soap;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FileQuery;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.FolderFileQuery;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StorePath;
import io.hostward.lab.vim.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One search of the datastore browser. Tells of each file only what the flags ask for. */
final class FileSearch {
  /** What the typed queries look for, by the class of the query. */
  private static final Map<String, String> SUFFIXES =
      Map.of(
          "IsoImageFileQuery", ".iso",
          "FloppyImageFileQuery", ".flp",
          "VmConfigFileQuery", ".vmx",
          "VmDiskFileQuery", ".vmdk",
          "VmLogFileQuery", ".log",
          "VmNvramFileQuery", ".nvram",
          "VmSnapshotFileQuery", ".vmsn");

  private final Located base;
  private final HostDatastoreBrowserSearchSpec spec;
  private final List<Glob> globs;

  FileSearch(Located base, HostDatastoreBrowserSearchSpec spec) {
    this.base = base;
    this.spec = spec;
    boolean ignoreCase = Boolean.TRUE.equals(spec.isSearchCaseInsensitive());
    this.globs = spec.getMatchPattern().stream().map(p -> Glob.of(p, ignoreCase)).toList();
  }

  /** The matches directly in the base directory. */
  HostDatastoreBrowserSearchResults directory() throws StoreException {
    return directory(existing(base.path()));
  }

  /** The matches in the base directory and in each directory below it. */
  List<HostDatastoreBrowserSearchResults> tree() throws StoreException {
    List<HostDatastoreBrowserSearchResults> results = new ArrayList<>();
    addTree(existing(base.path()), results);
    return results;
  }

  private void addTree(String directory, List<HostDatastoreBrowserSearchResults> results)
      throws StoreException {
    results.add(directory(directory));
    for (Entry entry : store().list(directory)) {
      if (entry.directory()) {
        addTree(entry.path(), results);
      }
    }
  }

  private FileStore store() {
    return base.datastore().store();
  }

  private String existing(String path) throws StoreException {
    Entry entry = path.isEmpty() ? null : store().stat(path).orElse(null);
    if (!path.isEmpty() && (entry == null || !entry.directory())) {
      throw new StoreException(StoreException.Kind.NOT_FOUND, path);
    }
    return path;
  }

  private HostDatastoreBrowserSearchResults directory(String path) throws StoreException {
    var results = new HostDatastoreBrowserSearchResults();
    results.setDatastore(base.entity().ref().toVim());
    results.setFolderPath(path.isEmpty() ? base.label("") : base.label(path) + "/");
    List<Entry> entries = new ArrayList<>(entries(path));
    if (Boolean.TRUE.equals(spec.isSortFoldersFirst())) {
      entries.sort(Comparator.comparing(entry -> !entry.directory()));
    }
    entries.stream().filter(this::wanted).forEach(entry -> results.getFile().add(info(entry)));
    return results;
  }

  /** What the patterns fit; a name without wildcards is looked up, however full the directory. */
  private List<Entry> entries(String directory) throws StoreException {
    if (globs.isEmpty() || globs.stream().anyMatch(glob -> glob.only() == null)) {
      return store().list(directory, this::named);
    }
    List<Entry> found = new ArrayList<>();
    for (String name : new TreeSet<>(globs.stream().map(Glob::only).toList())) {
      if (StorePath.isName(name)) {
        store().stat(directory + '/' + name).ifPresent(found::add);
      }
    }
    return found;
  }

  /** No pattern means everything. */
  private boolean named(String name) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
  }

  /** No query means everything. */
  private boolean wanted(Entry entry) {
    return spec.getQuery().isEmpty() || spec.getQuery().stream().anyMatch(q -> fits(q, entry));
  }

  private static boolean fits(FileQuery query, Entry entry) {
    if (query instanceof FolderFileQuery) {
      return entry.directory();
    }
    String suffix = SUFFIXES.get(query.getClass().getSimpleName());
    return suffix == null
        || (!entry.directory() && entry.name().toLowerCase(Locale.ROOT).endsWith(suffix));
  }

  private FileInfo info(Entry entry) {
    FileQueryFlags flags = spec.getDetails();
    FileInfo info = entry.directory() && typed(flags) ? new FolderFileInfo() : new FileInfo();
    info.setPath(entry.name());
    if (flags == null) {
      return info;
    }
    if (flags.isFileSize()) {
      info.setFileSize(entry.size());
    }
    if (flags.isModification()) {
      info.setModification(Times.of(entry.modified()));
    }
    if (Boolean.TRUE.equals(flags.isFileOwner())) {
      info.setOwner("root");
    }
    return info;
  }

  private boolean typed(@Nullable FileQueryFlags flags) {
    return (flags != null && flags.isFileType())
        || spec.getQuery().stream().anyMatch(FolderFileQuery.class::isInstance);
  }
}
