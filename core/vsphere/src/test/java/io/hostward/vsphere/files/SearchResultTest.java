package io.hostward.vsphere.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
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

    assertThat(DatastoreFiles.sizeIn(results, "empty.iso")).hasValue(0);
    assertThat(DatastoreFiles.sizeIn(results, "folder.iso")).isEmpty();
    assertThat(DatastoreFiles.sizeIn(results, "other.iso")).isEmpty();
  }
}
