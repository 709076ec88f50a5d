package io.hostward.lab.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ArrayOfHostDatastoreBrowserSearchResults;
import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.FolderFileQuery;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.IsoImageFileQuery;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.TaskInfo;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrowserTest {
  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(() -> LabModel.standard(1));

  private Client client;
  private ManagedObjectReference browser;

  @BeforeEach
  void login() throws Exception {
    LabDatastore store = LAB.lab().datastore("vmstore");
    store.write("iso/a.iso", "abc".getBytes(UTF_8));
    store.write("iso/B.ISO", "abcd".getBytes(UTF_8));
    store.write("iso/deep/c.txt", "x".getBytes(UTF_8));
    client = Client.login(LAB.lab());
    browser =
        client.one(client.find("DC/datastore/vmstore"), "browser", ManagedObjectReference.class);
  }

  private HostDatastoreBrowserSearchResults search(
      String path, @Nullable HostDatastoreBrowserSearchSpec spec) throws Exception {
    TaskInfo info = client.await(client.port().searchDatastoreTask(browser, path, spec));
    return (HostDatastoreBrowserSearchResults) info.getResult();
  }

  private static HostDatastoreBrowserSearchSpec matching(String... patterns) {
    var spec = new HostDatastoreBrowserSearchSpec();
    spec.getMatchPattern().addAll(List.of(patterns));
    return spec;
  }

  @Test
  void listsEverythingWithoutASpecAndTellsNamesOnly() throws Exception {
    var results = search("[vmstore] iso", null);
    assertThat(results.getFolderPath()).isEqualTo("[vmstore] iso/");
    assertThat(results.getFile())
        .extracting(FileInfo::getPath)
        .containsExactlyInAnyOrder("a.iso", "B.ISO", "deep");
    assertThat(results.getFile())
        .allSatisfy(
            file -> {
              assertThat(file.getFileSize()).isNull();
              assertThat(file.getModification()).isNull();
              assertThat(file.getOwner()).isNull();
            });
  }

  @Test
  void tellsWhatTheFlagsAskFor() throws Exception {
    var flags = new FileQueryFlags();
    flags.setFileSize(true);
    flags.setFileType(true);
    var spec = matching("*");
    spec.setDetails(flags);
    spec.setSortFoldersFirst(true);
    var files = search("[vmstore] iso/", spec).getFile();
    assertThat(files.get(0)).isInstanceOf(FolderFileInfo.class);
    assertThat(files.get(0).getPath()).isEqualTo("deep");
    assertThat(files)
        .filteredOn(f -> f.getPath().equals("B.ISO"))
        .first()
        .satisfies(f -> assertThat(f.getFileSize()).isEqualTo(4))
        .satisfies(f -> assertThat(f.getModification()).isNull());
  }

  @Test
  void matchesPatternsAndQueries() throws Exception {
    assertThat(search("[vmstore] iso", matching("*.iso")).getFile())
        .extracting(FileInfo::getPath)
        .containsExactly("a.iso");
    var anyCase = matching("*.iso");
    anyCase.setSearchCaseInsensitive(true);
    assertThat(search("[vmstore] iso", anyCase).getFile()).hasSize(2);
    assertThat(search("[vmstore] iso", matching("nothing.iso")).getFile()).isEmpty();
    var folders = new HostDatastoreBrowserSearchSpec();
    folders.getQuery().add(new FolderFileQuery());
    assertThat(search("[vmstore] iso", folders).getFile())
        .extracting(FileInfo::getPath)
        .containsExactly("deep");
    var images = new HostDatastoreBrowserSearchSpec();
    images.getQuery().add(new IsoImageFileQuery());
    assertThat(search("[vmstore] iso", images).getFile()).hasSize(2);
  }

  @Test
  void searchesBelow() throws Exception {
    var task = client.port().searchDatastoreSubFoldersTask(browser, "[vmstore]", matching("*.txt"));
    var results = (ArrayOfHostDatastoreBrowserSearchResults) client.await(task).getResult();
    assertThat(results.getHostDatastoreBrowserSearchResults())
        .filteredOn(r -> !r.getFile().isEmpty())
        .singleElement()
        .satisfies(r -> assertThat(r.getFolderPath()).isEqualTo("[vmstore] iso/deep/"))
        .satisfies(r -> assertThat(r.getFile().get(0).getPath()).isEqualTo("c.txt"));
  }

  @Test
  void aDotIsTheFolderItself() throws Exception {
    var top = search("[vmstore] .", null);
    assertThat(top.getFolderPath()).isEqualTo("[vmstore]");
    assertThat(top.getFile()).extracting(FileInfo::getPath).containsExactly("iso");
    assertThat(search("[vmstore] ./iso/.", matching("a.iso")).getFile()).hasSize(1);
  }

  @Test
  void faultsOnMissingFoldersAndOtherDatastores() throws Exception {
    var task = client.port().searchDatastoreTask(browser, "[vmstore] nope", null);
    assertThat(client.await(task).getError().getFault()).isInstanceOf(FileNotFound.class);
    assertThatThrownBy(() -> client.port().searchDatastoreTask(browser, "[ESX1-local] iso", null))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("InvalidDatastorePath"));
  }

  /** A name is looked up where a pattern is compared, and finds the same. */
  @Test
  void namesAndPatternsFindTheSame() throws Exception {
    var names = matching("a.iso", "deep", "deep/c.txt", "A.ISO", "none", "..", "", "a.iso");
    var patterns = matching("a.is?", "dee?", "deep/c.tx?", "A.IS?", "non?", "..?", "", "a.is*");
    for (var spec : List.of(names, patterns)) {
      assertThat(search("[vmstore] iso", spec).getFile())
          .extracting(FileInfo::getPath)
          .containsExactly("a.iso", "deep");
    }
    assertThat(search("[vmstore]", matching("iso")).getFile())
        .extracting(FileInfo::getPath)
        .containsExactly("iso");
    var task = client.port().searchDatastoreSubFoldersTask(browser, "[vmstore]", matching("c.txt"));
    var results = (ArrayOfHostDatastoreBrowserSearchResults) client.await(task).getResult();
    assertThat(results.getHostDatastoreBrowserSearchResults())
        .filteredOn(r -> !r.getFile().isEmpty())
        .singleElement()
        .satisfies(r -> assertThat(r.getFolderPath()).isEqualTo("[vmstore] iso/deep/"));
  }
}
