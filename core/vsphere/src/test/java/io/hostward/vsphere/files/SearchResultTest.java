package io.hostward.vsphere.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import io.hostward.inventory.DatastoreEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchResultTest {
  @Test
  void aSizeThatIsLeftOutIsZeroAndAFolderIsNoFile() {
    FileInfo file = new FileInfo();
    file.setPath("empty.iso");
    FolderFileInfo folder = new FolderFileInfo();
    folder.setPath("folder.iso");
    HostDatastoreBrowserSearchResults results = new HostDatastoreBrowserSearchResults();
    results.getFile().addAll(List.of(folder, file));

    assertThat(DatastoreFiles.entryIn(results, "empty.iso")).hasValue(DatastoreEntry.file(0));
    assertThat(DatastoreFiles.entryIn(results, "folder.iso")).hasValue(DatastoreEntry.folder());
    assertThat(DatastoreFiles.entryIn(results, "other.iso")).isEmpty();
  }
}
